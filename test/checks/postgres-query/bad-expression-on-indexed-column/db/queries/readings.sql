-- name: ReadingsOfDay :many
SELECT id, value FROM readings WHERE taken_at::date = $1;

-- name: OldReadings :many
SELECT id, value FROM readings WHERE taken_at + interval '30 days' < now();

-- name: DeviceBySerial :one
SELECT id FROM devices WHERE lower(serial_number) = lower($1);
