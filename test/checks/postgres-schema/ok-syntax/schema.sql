-- What psql reads, as pg_dump writes it.
\restrict abc
SET client_encoding = 'UTF8';
CREATE TABLE accounts (id bigint PRIMARY KEY, email text);
COPY accounts (id, email) FROM stdin;
1	one'; DROP TABLE accounts; --
\.
CREATE INDEX accounts_email ON accounts (email);
\unrestrict abc
