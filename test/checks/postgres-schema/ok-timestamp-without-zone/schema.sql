CREATE TABLE invoices (id bigint PRIMARY KEY, sent_at timestamptz NOT NULL, due date, opens time);
