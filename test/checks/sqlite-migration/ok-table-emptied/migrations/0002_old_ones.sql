DELETE FROM sessions WHERE seen_at < '2025-01-01';
