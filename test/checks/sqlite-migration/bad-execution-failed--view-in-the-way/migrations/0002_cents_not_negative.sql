PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE orders_new (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'open');
INSERT INTO orders_new (id, cents, state) SELECT id, cents, state FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
COMMIT;
PRAGMA foreign_keys = ON;
