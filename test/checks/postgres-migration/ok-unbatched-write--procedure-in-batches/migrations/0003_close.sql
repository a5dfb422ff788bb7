CALL close_orders();
