DO $$
BEGIN
  IF false THEN
    UPDATE accounts SET visits = 0, visits = 1 WHERE id = 1;
  END IF;
END
$$;
