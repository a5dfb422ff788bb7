SELECT o.id, o.total FROM orders o JOIN customers c ON c.id = o.customer_id;
