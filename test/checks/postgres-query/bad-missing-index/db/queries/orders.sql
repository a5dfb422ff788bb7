-- name: OpenOrdersOfDay :many
SELECT id, total FROM orders WHERE total = $1;

-- name: NewestOrders :many
SELECT id, customer_id, total FROM orders ORDER BY created_at DESC LIMIT 20;
