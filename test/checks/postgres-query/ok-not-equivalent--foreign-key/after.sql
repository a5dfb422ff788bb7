SELECT id, total FROM orders;
