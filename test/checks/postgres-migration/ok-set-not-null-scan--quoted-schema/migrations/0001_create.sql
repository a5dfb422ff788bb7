CREATE SCHEMA "App";
CREATE TABLE "App"."Bestellung" ("Größe" text);
