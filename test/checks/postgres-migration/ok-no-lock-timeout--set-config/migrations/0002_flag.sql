SELECT set_config('lock_timeout', '3s', true);
ALTER TABLE accounts ADD COLUMN active boolean;
