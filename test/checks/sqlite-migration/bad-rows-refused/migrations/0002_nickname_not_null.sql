PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE members_new (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  nickname TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT 'guest'
);
INSERT INTO members_new (id, email, nickname, role) SELECT id, email, nickname, role FROM members;
DROP TABLE members;
ALTER TABLE members_new RENAME TO members;
COMMIT;
PRAGMA foreign_keys = ON;
