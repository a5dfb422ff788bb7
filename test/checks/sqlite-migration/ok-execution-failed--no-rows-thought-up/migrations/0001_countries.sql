PRAGMA foreign_keys = ON;
CREATE TABLE countries (
  code TEXT NOT NULL PRIMARY KEY CHECK (code GLOB '[A-Z][A-Z]'),
  name TEXT NOT NULL
);
