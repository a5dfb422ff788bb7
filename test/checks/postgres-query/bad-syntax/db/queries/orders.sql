-- name: OrdersOfCustomer :many
SELECT id, total FROM orders WHERE customer_id = $1 ORDERED BY created_at;
