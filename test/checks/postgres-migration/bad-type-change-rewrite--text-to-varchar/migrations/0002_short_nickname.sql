SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN nickname TYPE varchar(40);
