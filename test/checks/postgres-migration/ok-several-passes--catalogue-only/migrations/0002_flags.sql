SET lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean;
ALTER TABLE accounts ADD COLUMN verified boolean;
ALTER TABLE accounts ALTER COLUMN email TYPE varchar(250);
