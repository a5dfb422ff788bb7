SET LOCAL lock_timeout = '2s';
ALTER TABLE "App"."Bestellung" ADD CONSTRAINT "Größe gesetzt" CHECK ("Größe" IS NOT NULL) NOT VALID;
