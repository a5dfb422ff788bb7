-- name: ReadingsOfDay :many
SELECT id, value FROM readings WHERE taken_at >= $1::date AND taken_at < $1::date + 1;

-- name: OldReadings :many
SELECT id, value FROM readings WHERE taken_at < now() - interval '30 days';

-- name: DeviceBySerial :one
SELECT id FROM devices WHERE lower(serial_number) = lower($1);

-- The device is what its index finds; the few rows of it are then looked at.
SELECT id, value FROM readings WHERE device_id = $1 AND extract(hour FROM taken_at) = 3;
