DELETE FROM orders WHERE placed_at < now() - interval '2 years';
