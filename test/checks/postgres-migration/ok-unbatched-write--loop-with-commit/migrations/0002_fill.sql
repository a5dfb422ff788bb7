DO $$
DECLARE
  last bigint := 0;
  top bigint;
BEGIN
  SELECT max(id) INTO top FROM orders;
  WHILE last < top LOOP
    UPDATE orders SET country = 'US' WHERE id > last AND id <= last + 5000 AND country IS NULL;
    last := last + 5000;
    COMMIT;
  END LOOP;
END
$$;
