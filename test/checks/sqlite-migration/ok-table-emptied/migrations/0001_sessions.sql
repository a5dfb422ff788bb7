PRAGMA foreign_keys = ON;
CREATE TABLE sessions (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, seen_at TEXT NOT NULL);
