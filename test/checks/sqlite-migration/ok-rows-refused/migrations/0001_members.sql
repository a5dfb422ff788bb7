PRAGMA foreign_keys = ON;
CREATE TABLE members (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  nickname TEXT,
  role TEXT NOT NULL DEFAULT 'guest'
);
