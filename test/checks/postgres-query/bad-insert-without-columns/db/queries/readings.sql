-- name: AddReading :exec
INSERT INTO readings VALUES (DEFAULT, $1, now(), $2);
