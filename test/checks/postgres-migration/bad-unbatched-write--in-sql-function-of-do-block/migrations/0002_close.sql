CREATE FUNCTION close_orders() RETURNS void LANGUAGE sql BEGIN ATOMIC
  UPDATE orders SET state = 'closed';
END;
DO $$
BEGIN
  PERFORM close_orders();
END
$$;
DROP FUNCTION close_orders();
