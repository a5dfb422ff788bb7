DROP TABLE order_log;
