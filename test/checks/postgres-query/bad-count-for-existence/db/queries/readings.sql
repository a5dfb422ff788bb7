-- name: SilentDevices :many
SELECT serial_number FROM devices d
 WHERE (SELECT count(*) FROM readings r WHERE r.device_id = d.id) = 0;
