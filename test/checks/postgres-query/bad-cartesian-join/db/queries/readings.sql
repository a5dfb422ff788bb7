-- name: ReadingsWithDevice :many
SELECT d.serial_number, r.value FROM devices d, readings r WHERE r.taken_at > now() - interval '1 hour';

-- name: ReadingsWithOwner :many
SELECT d.owner, r.value FROM readings r JOIN devices d ON r.device_id = r.id;
