-- name: RandomReadings :many
SELECT id, value FROM readings TABLESAMPLE SYSTEM (1) ORDER BY random() LIMIT 10;
