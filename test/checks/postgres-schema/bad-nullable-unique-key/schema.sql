CREATE TABLE members (id bigint PRIMARY KEY, team_id bigint NOT NULL, role text, UNIQUE (team_id, role));
