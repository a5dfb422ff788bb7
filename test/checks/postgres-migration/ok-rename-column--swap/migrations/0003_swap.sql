SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts RENAME COLUMN visits TO visits_old;
ALTER TABLE accounts RENAME COLUMN visits_new TO visits;
