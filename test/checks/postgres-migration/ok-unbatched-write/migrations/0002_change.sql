UPDATE orders SET status = 'open' WHERE id BETWEEN 1 AND 10000 AND status IS NULL;
