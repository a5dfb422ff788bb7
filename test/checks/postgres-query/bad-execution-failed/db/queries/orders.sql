SELECT o.id, c.mail
  FROM orders o
  JOIN customers c ON c.id = o.customer_id
 WHERE o.status = 'paid';
