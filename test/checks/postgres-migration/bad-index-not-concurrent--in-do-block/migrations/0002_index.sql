DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_class WHERE relname = 'orders_state_idx') THEN
    CREATE INDEX orders_state_idx ON orders (state);
  END IF;
END
$$;
