CREATE TABLE import_rows (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line text NOT NULL
);
INSERT INTO import_rows (line) VALUES ('trial');
TRUNCATE import_rows CASCADE;
