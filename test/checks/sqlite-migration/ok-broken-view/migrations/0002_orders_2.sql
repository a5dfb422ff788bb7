CREATE TABLE purchases (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL, state TEXT NOT NULL);
INSERT INTO purchases (id, cents, state) SELECT id, cents, state FROM orders;
DROP VIEW open_orders;
DROP TABLE orders;
CREATE VIEW open_orders AS SELECT id, cents FROM purchases WHERE state = 'open';
