SELECT id, email FROM customers
 WHERE id NOT IN (
   SELECT o.customer_id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
 );
