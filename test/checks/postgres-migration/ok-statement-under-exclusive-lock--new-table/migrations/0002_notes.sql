CREATE TABLE notes (id bigint PRIMARY KEY, body text);
ALTER TABLE notes ADD COLUMN title text;
INSERT INTO notes (id) SELECT id FROM orders;
UPDATE notes SET title = body;
