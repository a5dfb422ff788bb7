CREATE TABLE spans (id bigint PRIMARY KEY, part tsrange NOT NULL, note text);
