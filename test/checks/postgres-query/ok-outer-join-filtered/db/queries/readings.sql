-- name: DevicesWithReadings :many
SELECT d.serial_number, r.value
  FROM devices d
  LEFT JOIN readings r ON r.device_id = d.id AND r.taken_at > $1;

-- name: DevicesWithoutReadings :many
SELECT d.serial_number
  FROM devices d
  LEFT JOIN readings r ON r.device_id = d.id
 WHERE r.id IS NULL AND coalesce(r.value, 0) = 0;
