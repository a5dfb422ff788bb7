-- name: NextPageOfOrders :many
SELECT id, total FROM orders
 WHERE (created_at, id) > (:created_at, :id)
 ORDER BY created_at, id
 LIMIT 50;

-- The second largest.
SELECT total FROM orders ORDER BY total DESC OFFSET 1 LIMIT 1;
