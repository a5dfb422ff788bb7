-- maifady: rows events=200000
SELECT id, account_id, payload, created_at FROM events ORDER BY created_at, id;
