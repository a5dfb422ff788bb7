-- name: ResetShipping :exec
UPDATE orders SET shipped_at = NULL;

-- name: DeleteOrders :exec
DELETE FROM orders WHERE true;
