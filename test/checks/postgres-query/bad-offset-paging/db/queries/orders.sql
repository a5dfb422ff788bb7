-- name: PageOfOrders :many
SELECT id, total FROM orders ORDER BY created_at, id LIMIT 50 OFFSET :offset;

SELECT id, total FROM orders ORDER BY created_at, id OFFSET 20000 LIMIT 50;
