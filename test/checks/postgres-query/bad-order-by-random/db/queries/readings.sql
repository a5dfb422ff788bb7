-- name: RandomReadings :many
SELECT id, value FROM readings ORDER BY random() LIMIT 10;
