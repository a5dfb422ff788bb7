CREATE FUNCTION close_orders(country_code text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET state = 'closed' WHERE country = country_code;
END
$$;
