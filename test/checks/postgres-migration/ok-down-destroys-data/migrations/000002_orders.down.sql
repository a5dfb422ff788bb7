SET lock_timeout = '2s';
TRUNCATE orders;
DROP TABLE orders;
