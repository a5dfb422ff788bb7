CREATE TABLE events (id bigint NOT NULL, what text NOT NULL);
