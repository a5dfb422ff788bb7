-- name: ReadingsOfJanuary :one
SELECT avg(value) FROM readings WHERE taken_at BETWEEN '2026-01-01' AND '2026-01-31';
