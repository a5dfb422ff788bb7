CREATE TABLE a (id bigint PRIMARY KEY);
-- done
CREATE TABLE b (id bigint PRIMARY KEY)
