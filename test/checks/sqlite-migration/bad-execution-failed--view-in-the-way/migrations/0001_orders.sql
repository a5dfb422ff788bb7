PRAGMA foreign_keys = ON;
CREATE TABLE orders (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL, state TEXT NOT NULL);
CREATE VIEW open_orders AS SELECT id, cents FROM orders WHERE state = 'open';
