ALTER TABLE orders VALIDATE CONSTRAINT country_not_null;
