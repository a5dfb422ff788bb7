SET LOCAL lock_timeout = '2s';
/* ключ — 索引 */ CREATE INDEX "Commandé idx" ON "Ventes"."Commandé 東京" ("Créé le");
