ALTER TABLE orders ALTER COLUMN state SET STATISTICS 500;
COMMENT ON TABLE orders IS 'what people bought';
ANALYZE orders;
