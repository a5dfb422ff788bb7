CREATE TABLE order_priorities (name text PRIMARY KEY);
INSERT INTO order_priorities VALUES ('low'), ('high');
