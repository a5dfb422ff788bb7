CREATE TABLE accounts (id bigint PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE INDEX accounts_email_pattern ON accounts (email text_pattern_ops);
CREATE INDEX accounts_email_desc ON accounts (email DESC NULLS LAST);
CREATE INDEX accounts_email_lower ON accounts (lower(email));
