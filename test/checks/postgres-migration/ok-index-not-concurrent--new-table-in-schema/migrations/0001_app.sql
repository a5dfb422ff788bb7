CREATE SCHEMA app;
CREATE TABLE app.notes (id bigint PRIMARY KEY, body text);
CREATE INDEX notes_body_idx ON app.notes (body);
