SET LOCAL lock_timeout = '2s';
CREATE TABLE countries (code text PRIMARY KEY);
ALTER TABLE orders ADD COLUMN country_code text;
INSERT INTO accounts (email) SELECT DISTINCT country FROM orders;
