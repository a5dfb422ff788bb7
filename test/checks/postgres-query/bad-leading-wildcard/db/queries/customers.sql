-- name: SearchCustomers :many
SELECT id, name FROM customers WHERE name ILIKE '%' || @term || '%' ORDER BY name LIMIT 20;
