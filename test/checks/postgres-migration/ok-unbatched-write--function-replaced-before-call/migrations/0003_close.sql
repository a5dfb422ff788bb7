CREATE OR REPLACE FUNCTION close_orders(country_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE 'orders of % are closed by the nightly job', country_code;
END
$$;
SELECT close_orders('de');
