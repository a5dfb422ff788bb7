ALTER TABLE events ADD COLUMN kind TEXT;
ALTER TABLE events ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0;
UPDATE events SET kind = json_extract(payload, '$.kind'), epoch = CAST(strftime('%s', created_at) AS INTEGER);
