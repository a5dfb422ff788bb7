-- maifady: rows orders=50000 customers=2000

-- name: OrdersByEmail :many
SELECT o.id, o.total FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.email = :email;
