CREATE TABLE events (id bigint PRIMARY KEY, what text NOT NULL);
