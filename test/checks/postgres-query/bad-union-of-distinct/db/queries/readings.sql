-- name: Everything :many
SELECT 'device' AS kind, id FROM devices
UNION
SELECT 'reading' AS kind, id FROM readings;
