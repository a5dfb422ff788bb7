CREATE FUNCTION close_orders() RETURNS void LANGUAGE sql BEGIN ATOMIC UPDATE orders SET state = 'closed'; END;
CREATE PROCEDURE wipe() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders; END $$;
