-- A table that stays small.
-- maifady: rows orders=200
SELECT id, total FROM orders WHERE total = $1;
