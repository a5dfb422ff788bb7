-- name: Everything :many
SELECT 'device' AS kind, id FROM devices
UNION ALL
SELECT 'reading' AS kind, id FROM readings;

-- Duplicates within a branch are to go.
SELECT 'owner' AS kind, owner FROM devices
UNION
SELECT 'serial number' AS kind, serial_number FROM devices;
