SET LOCAL lock_timeout = '2s';
ALTER TABLE "App"."Bestellung" ALTER COLUMN "Größe" SET NOT NULL;
