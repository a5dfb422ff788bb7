CREATE TABLE invoices (id bigint PRIMARY KEY, total_price double precision NOT NULL);
