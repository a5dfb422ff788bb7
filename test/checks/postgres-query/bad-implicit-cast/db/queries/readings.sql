-- name: ReadingsOfDevice :many
SELECT id, value FROM readings WHERE device_id = 17.0;

-- name: ReadingsOfImport :many
SELECT r.id FROM readings r JOIN imports i ON i.device = r.device_id;
