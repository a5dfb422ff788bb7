ALTER TABLE "App"."Bestellung" VALIDATE CONSTRAINT "Größe gesetzt";
