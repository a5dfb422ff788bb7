DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['orders', 'accounts'] LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
END
$$;
