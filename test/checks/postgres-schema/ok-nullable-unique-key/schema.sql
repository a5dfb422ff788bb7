CREATE TABLE members (
  id bigint PRIMARY KEY,
  team_id bigint NOT NULL,
  role text,
  email text,
  UNIQUE NULLS NOT DISTINCT (team_id, role)
);
CREATE UNIQUE INDEX members_email ON members (team_id, email) WHERE email IS NOT NULL;
