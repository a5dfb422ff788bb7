-- name: DevicesHotToday :many
SELECT DISTINCT d.id, d.serial_number
  FROM devices d
  JOIN readings r ON r.device_id = d.id
 WHERE r.taken_at > current_date AND r.value > 40;
