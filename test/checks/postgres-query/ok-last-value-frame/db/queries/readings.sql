-- name: LastOfEachDevice :many
SELECT id,
       last_value(value) OVER w AS latest,
       first_value(value) OVER (PARTITION BY device_id ORDER BY taken_at) AS first
  FROM readings
WINDOW w AS (PARTITION BY device_id ORDER BY taken_at ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING);
