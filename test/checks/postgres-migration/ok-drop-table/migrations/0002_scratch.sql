CREATE TABLE scratch (id bigint);
DROP TABLE scratch;
CREATE TEMP TABLE picked AS SELECT 1 AS one;
DROP TABLE picked;
