-- name: CustomersWhoReferredNobody :many
SELECT id, email FROM customers WHERE id NOT IN (SELECT referred_by FROM customers);
