CREATE TABLE invoices (id bigint PRIMARY KEY, country char(2) NOT NULL);
