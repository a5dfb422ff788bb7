CREATE TABLE plain_notes (id bigint PRIMARY KEY, body text);
ALTER TABLE plain_notes ADD COLUMN title text;
