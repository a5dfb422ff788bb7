UPDATE accounts SET nickname = 'root' WHERE id = 1;
DELETE FROM orders WHERE id IN (7, 9, 12);
UPDATE orders SET state = 'open' WHERE id = ANY ('{1,2,3}');
