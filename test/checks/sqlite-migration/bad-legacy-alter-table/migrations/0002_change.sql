PRAGMA legacy_alter_table = ON;
ALTER TABLE orders ADD COLUMN paid INTEGER;
