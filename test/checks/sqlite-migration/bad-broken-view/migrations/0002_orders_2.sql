CREATE TABLE purchases (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL, state TEXT NOT NULL);
INSERT INTO purchases (id, cents, state) SELECT id, cents, state FROM orders;
DROP TABLE orders;
