CREATE TABLE old_orders (LIKE orders);
WITH moved AS (DELETE FROM orders WHERE state = 'done' RETURNING *) INSERT INTO old_orders SELECT * FROM moved;
