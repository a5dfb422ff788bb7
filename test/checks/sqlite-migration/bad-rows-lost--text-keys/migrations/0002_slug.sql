BEGIN;
CREATE TABLE orgs_new (id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, slug TEXT);
INSERT INTO orgs_new (id, name) SELECT id, name FROM orgs;
DROP TABLE orgs;
ALTER TABLE orgs_new RENAME TO orgs;
COMMIT;
