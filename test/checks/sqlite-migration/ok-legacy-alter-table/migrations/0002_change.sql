PRAGMA legacy_alter_table = OFF;
ALTER TABLE orders ADD COLUMN paid INTEGER;
