-- Old events go to a file of their own.
ATTACH DATABASE 'archive.db' AS archive;
CREATE TABLE IF NOT EXISTS archive.events (
  id INTEGER PRIMARY KEY,
  payload TEXT NOT NULL
);
INSERT INTO archive.events (id, payload) SELECT id, payload FROM main.events;
DETACH DATABASE archive;
