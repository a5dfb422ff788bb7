CREATE TEMPORARY TABLE sums AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
DROP TABLE sums;
