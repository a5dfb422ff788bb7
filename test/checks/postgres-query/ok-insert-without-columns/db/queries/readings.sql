-- name: AddReading :exec
INSERT INTO readings (device_id, taken_at, value) VALUES ($1, now(), $2);
