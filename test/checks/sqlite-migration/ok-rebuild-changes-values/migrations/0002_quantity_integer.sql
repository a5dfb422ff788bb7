PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE items_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, quantity INTEGER NOT NULL DEFAULT 0);
INSERT INTO items_new (id, name, quantity) SELECT id, name, CAST(quantity AS INTEGER) FROM items;
DROP TABLE items;
ALTER TABLE items_new RENAME TO items;
COMMIT;
PRAGMA foreign_keys = ON;
