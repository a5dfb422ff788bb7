CREATE PROCEDURE close_orders() LANGUAGE plpgsql AS $$
DECLARE
  last bigint := 0;
BEGIN
  LOOP
    UPDATE orders SET state = 'closed' WHERE id > last AND id <= last + 5000;
    EXIT WHEN NOT FOUND;
    last := last + 5000;
    COMMIT;
  END LOOP;
END
$$;
