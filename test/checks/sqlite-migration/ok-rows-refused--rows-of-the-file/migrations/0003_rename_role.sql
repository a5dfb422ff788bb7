UPDATE roles SET name = 'member' WHERE id = 2;
ALTER TABLE settings ADD COLUMN theme TEXT NOT NULL DEFAULT 'light';
