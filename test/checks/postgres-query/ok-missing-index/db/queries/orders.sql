-- name: OrdersOfCustomer :many
SELECT id, total FROM orders WHERE customer_id = $1 ORDER BY created_at DESC;

-- One row in three: the planner reads the table with or without an index.
SELECT id, total FROM orders WHERE status = 'open';
