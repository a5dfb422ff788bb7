ALTER TABLE accounts ADD COLUMN active boolean;
