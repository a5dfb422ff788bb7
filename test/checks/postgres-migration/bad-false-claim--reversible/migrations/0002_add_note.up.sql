-- Reversible: the column can go again at any time.
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN note text;
