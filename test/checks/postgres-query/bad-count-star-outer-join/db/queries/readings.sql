-- name: ReadingsPerDevice :many
SELECT d.serial_number, count(*) AS readings
  FROM devices d
  LEFT JOIN readings r ON r.device_id = d.id
 GROUP BY d.serial_number;
