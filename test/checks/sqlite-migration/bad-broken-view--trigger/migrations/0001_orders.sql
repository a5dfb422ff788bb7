PRAGMA foreign_keys = ON;
CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE order_log (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, state TEXT NOT NULL);
CREATE TRIGGER orders_log AFTER UPDATE OF state ON orders BEGIN
  INSERT INTO order_log (order_id, state) VALUES (old.id, old.state);
END;
