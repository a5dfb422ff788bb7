SELECT id, total FROM orders WHERE shipped_at IS NULL AND status <> 'open';

-- An assignment is no comparison.
UPDATE orders SET shipped_at = NULL WHERE id = $1;
