-- name: ReadingsOfDevice :many
SELECT id, value FROM readings WHERE device_id = 17;

-- An int and a bigint are compared without a cast of the column, a varchar as the text that it is.
SELECT r.id FROM readings r JOIN imports i ON i.device = r.device_id WHERE i.batch = $1;
