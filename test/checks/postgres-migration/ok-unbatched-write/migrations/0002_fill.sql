UPDATE orders SET country = 'US' WHERE id > 0 AND id <= 5000 AND country IS NULL;
