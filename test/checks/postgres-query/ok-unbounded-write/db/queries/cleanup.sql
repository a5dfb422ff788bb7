-- name: ResetShipping :exec
UPDATE orders SET shipped_at = NULL WHERE id = $1;

-- name: DeleteOrders :exec
DELETE FROM orders USING customers WHERE customers.id = orders.customer_id AND customers.email = $1;
