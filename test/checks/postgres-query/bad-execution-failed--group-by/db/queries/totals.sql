SELECT customer_id, created_at::date, sum(total)
  FROM orders
 GROUP BY customer_id;

SELECT id FROM orders WHERE shipped_at IS NULL;
