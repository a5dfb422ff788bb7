CREATE TABLE user_accounts (id bigint PRIMARY KEY, created_at timestamptz NOT NULL, "displayName" text);
