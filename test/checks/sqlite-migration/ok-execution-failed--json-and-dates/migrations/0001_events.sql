PRAGMA foreign_keys = ON;
CREATE TABLE events (id INTEGER PRIMARY KEY, payload TEXT NOT NULL, created_at TEXT NOT NULL);
