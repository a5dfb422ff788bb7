CREATE VIEW recent_readings AS
SELECT id, device_id, taken_at, value FROM readings WHERE taken_at > now() - interval '1 day';

-- name: ReadingById :one
SELECT * FROM readings WHERE id = $1;

-- The columns are named inside.
WITH moved AS (DELETE FROM readings WHERE taken_at < $1 RETURNING id, device_id, taken_at, value)
INSERT INTO readings_archive (id, device_id, taken_at, value)
SELECT * FROM moved;
