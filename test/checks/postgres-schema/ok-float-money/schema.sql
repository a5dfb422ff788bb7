CREATE TABLE invoices (id bigint PRIMARY KEY, discount_rate double precision NOT NULL, tax_percentage real, weight real, total_price numeric(12, 2));
