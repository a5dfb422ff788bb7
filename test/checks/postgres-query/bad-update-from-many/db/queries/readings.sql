-- name: NameOwners :exec
UPDATE devices SET owner = h.owner
  FROM handovers h
 WHERE h.device_id = devices.id;
