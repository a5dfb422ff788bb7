\set ON_ERROR_STOP on
ALTER TABLE accounts ADD COLUMN active boolean;
