CREATE TABLE countries (id smallint PRIMARY KEY, name text NOT NULL);
CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stars smallint NOT NULL);
