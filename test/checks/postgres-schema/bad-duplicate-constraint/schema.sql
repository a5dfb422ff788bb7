CREATE TABLE orders (
  id bigint PRIMARY KEY,
  total bigint NOT NULL,
  CONSTRAINT total_positive CHECK (total > 0),
  CONSTRAINT total_is_positive CHECK (total > 0)
);
