-- name: DevicesHotToday :many
SELECT d.id, d.serial_number
  FROM devices d
 WHERE EXISTS (SELECT FROM readings r WHERE r.device_id = d.id AND r.taken_at > current_date AND r.value > 40);

-- Of each owner once, though the owner has several devices.
SELECT DISTINCT d.owner FROM devices d JOIN readings r ON r.device_id = d.id WHERE r.value > 40;
