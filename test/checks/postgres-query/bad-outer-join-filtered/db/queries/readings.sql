-- name: DevicesWithReadings :many
SELECT d.serial_number, r.value
  FROM devices d
  LEFT JOIN readings r ON r.device_id = d.id
 WHERE r.taken_at > $1;
