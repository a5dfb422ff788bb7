-- name: LastOfEachDevice :many
SELECT id, last_value(value) OVER (PARTITION BY device_id ORDER BY taken_at) AS latest FROM readings;
