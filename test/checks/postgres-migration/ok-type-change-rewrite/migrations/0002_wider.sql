SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN email TYPE varchar(255);
ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(14, 2);
