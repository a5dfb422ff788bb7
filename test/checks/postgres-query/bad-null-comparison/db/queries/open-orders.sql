SELECT id, total FROM orders WHERE shipped_at = NULL AND status <> 'open';
