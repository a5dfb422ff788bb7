CREATE SCHEMA "Ventes";
-- Les clés du client; é et 東京 vor dem Zeichen
CREATE TABLE "Ventes"."Commandé 東京" ("Id" bigint PRIMARY KEY, "Créé le" timestamptz);
