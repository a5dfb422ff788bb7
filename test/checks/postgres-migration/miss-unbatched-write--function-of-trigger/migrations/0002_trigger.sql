SET lock_timeout = '2s';
CREATE FUNCTION touch_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET state = 'stale';
  RETURN NULL;
END
$$;
CREATE TRIGGER accounts_touch AFTER UPDATE ON accounts EXECUTE FUNCTION touch_orders();
