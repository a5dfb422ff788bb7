CREATE TABLE invoices (id bigint PRIMARY KEY, sent_at timestamp NOT NULL);
