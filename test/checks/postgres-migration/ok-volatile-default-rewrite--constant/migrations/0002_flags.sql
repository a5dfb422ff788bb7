SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN active boolean NOT NULL DEFAULT true, ADD COLUMN tags text[] NOT NULL DEFAULT '{}', ADD COLUMN joined_on date DEFAULT CURRENT_DATE;
