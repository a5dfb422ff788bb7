DO $$
BEGIN
  RAISE EXCEPTION 'the old spelling of the addresses is not kept';
END
$$;
