SET LOCAL lock_timeout = '2s';
ALTER TABLE events ADD CONSTRAINT events_order_fk FOREIGN KEY (order_id) REFERENCES orders NOT VALID;
