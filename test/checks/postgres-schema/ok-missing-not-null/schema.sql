CREATE TABLE projects (tenant_id bigint NOT NULL, id bigint NOT NULL, PRIMARY KEY (tenant_id, id));
CREATE TABLE tasks (
  id bigint PRIMARY KEY,
  tenant_id bigint,
  project_id bigint,
  FOREIGN KEY (tenant_id, project_id) REFERENCES projects MATCH FULL
);
CREATE INDEX tasks_project ON tasks (tenant_id, project_id);
