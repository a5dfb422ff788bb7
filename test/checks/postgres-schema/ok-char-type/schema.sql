CREATE TABLE invoices (id bigint PRIMARY KEY, country text NOT NULL CHECK (length(country) = 2), flag "char");
