CREATE TABLE notes (id integer PRIMARY KEY);
ALTER TABLE notes ALTER COLUMN id TYPE bigint;
