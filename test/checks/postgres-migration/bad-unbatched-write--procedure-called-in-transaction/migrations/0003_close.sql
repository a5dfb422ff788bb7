BEGIN;
CALL close_orders();
COMMIT;
