-- name: SearchCustomers :many
SELECT id, name FROM customers WHERE name ILIKE '%' || @term || '%' ORDER BY name LIMIT 20;

-- A beginning.
SELECT id, name FROM customers WHERE email LIKE 'info@%';
