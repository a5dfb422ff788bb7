-- name: OrdersOfCustomer :many
SELECT id, total FROM orders WHERE customer_id = @customer_id AND created_at >= @since ORDER BY created_at;

-- name: OrdersOfCustomers :many
SELECT sqlc.embed(orders) FROM orders WHERE customer_id = ANY(sqlc.arg(customer_ids)::bigint[]);

-- Named as Java and PHP drivers do it; the slice and the cast are none.
SELECT (ARRAY[1, 2, 3])[1:2], total::int FROM orders WHERE id = :id AND created_at > :since::date;

-- Positional.
SELECT id FROM orders WHERE customer_id = ? AND total BETWEEN ? AND ?;
