-- name: ReadingsWithDevice :many
SELECT d.serial_number, r.value FROM devices d, readings r
 WHERE r.device_id = d.id AND r.taken_at > now() - interval '1 hour';

-- Every pair is meant.
SELECT d.id, h.hour FROM devices d CROSS JOIN generate_series(0, 23) AS h (hour);

-- Both are of the one device.
SELECT d.owner, r.value FROM devices d, readings r WHERE d.id = $1 AND r.device_id = $1;
