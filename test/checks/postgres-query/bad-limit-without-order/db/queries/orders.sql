-- name: PageOfOrders :many
SELECT id, total FROM orders WHERE status = 'paid' LIMIT 50;
