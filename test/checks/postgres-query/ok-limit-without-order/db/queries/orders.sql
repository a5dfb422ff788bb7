-- name: PageOfOrders :many
SELECT id, total FROM orders WHERE status = 'paid' ORDER BY created_at, id LIMIT 50;

-- name: OrderById :one
SELECT id, total FROM orders WHERE id = $1 LIMIT 1;

-- Whether there is one: any row does.
SELECT EXISTS (SELECT 1 FROM orders WHERE status = 'open' LIMIT 1);

-- A batch: any thousand rows do.
DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE status = 'open' LIMIT 1000);
