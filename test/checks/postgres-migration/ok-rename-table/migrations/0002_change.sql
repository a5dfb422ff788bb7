CREATE TABLE purchases_new (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
ALTER TABLE purchases_new RENAME TO purchases;
