-- name: NameOwners :exec
UPDATE devices SET owner = h.owner
  FROM handovers h
 WHERE h.device_id = devices.id AND h.day = $1;

-- name: NameLatestOwners :exec
UPDATE devices SET owner = h.owner
  FROM (SELECT DISTINCT ON (device_id) device_id, owner FROM handovers ORDER BY device_id, day DESC) h
 WHERE h.device_id = devices.id;
