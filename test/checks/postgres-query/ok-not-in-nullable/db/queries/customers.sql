-- The column is NOT NULL.
SELECT id, email FROM customers WHERE id NOT IN (SELECT customer_id FROM orders);

-- The condition keeps NULL out.
SELECT id, email FROM customers
 WHERE id NOT IN (SELECT referred_by FROM customers WHERE referred_by IS NOT NULL);

SELECT c.id FROM customers c
 WHERE NOT EXISTS (SELECT FROM customers r WHERE r.referred_by = c.id);
