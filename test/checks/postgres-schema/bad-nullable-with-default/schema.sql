CREATE TABLE invoices (id bigint PRIMARY KEY, paid boolean DEFAULT false);
