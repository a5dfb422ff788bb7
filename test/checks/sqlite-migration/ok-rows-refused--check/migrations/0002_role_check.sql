PRAGMA foreign_keys = OFF;
BEGIN;
UPDATE members SET role = 'guest' WHERE role NOT IN ('guest', 'member', 'admin');
CREATE TABLE members_new (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  nickname TEXT,
  role TEXT NOT NULL DEFAULT 'guest' CHECK (role IN ('guest', 'member', 'admin'))
);
INSERT INTO members_new (id, email, nickname, role) SELECT id, email, nickname, role FROM members;
DROP TABLE members;
ALTER TABLE members_new RENAME TO members;
COMMIT;
PRAGMA foreign_keys = ON;
