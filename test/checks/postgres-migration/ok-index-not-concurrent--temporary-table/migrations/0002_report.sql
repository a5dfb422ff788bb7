CREATE TEMP TABLE picked AS SELECT id FROM orders WHERE total > 1000;
CREATE INDEX ON picked (id);
