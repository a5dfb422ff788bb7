SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ALTER COLUMN visits TYPE bigint, ALTER COLUMN email TYPE varchar(80);
ALTER TABLE invoices ALTER COLUMN number TYPE text;
