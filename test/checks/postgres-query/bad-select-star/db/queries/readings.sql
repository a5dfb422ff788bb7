CREATE VIEW recent_readings AS
SELECT * FROM readings WHERE taken_at > now() - interval '1 day';

-- name: ArchiveReadings :exec
INSERT INTO readings_archive (id, device_id, taken_at, value)
SELECT * FROM readings WHERE taken_at < $1;
