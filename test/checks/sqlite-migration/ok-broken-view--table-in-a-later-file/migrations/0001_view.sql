PRAGMA foreign_keys = ON;
CREATE VIEW open_orders AS SELECT id FROM orders WHERE state = 'open';
