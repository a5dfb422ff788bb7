-- name: ReadingsOfJanuary :one
SELECT avg(value) FROM readings WHERE taken_at >= '2026-01-01' AND taken_at < '2026-02-01';

-- A column of days.
SELECT sum(readings) FROM daily WHERE day BETWEEN '2026-01-01' AND '2026-01-31';
