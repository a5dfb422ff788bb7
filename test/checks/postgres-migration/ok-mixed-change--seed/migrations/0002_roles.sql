SET LOCAL lock_timeout = '2s';
CREATE TABLE roles (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO roles VALUES (1, 'admin'), (2, 'clerk');
ALTER TABLE accounts ADD COLUMN role_id integer NOT NULL DEFAULT 2;
UPDATE accounts SET role_id = 1 WHERE id = 1;
