UPDATE orders SET country = 'US' WHERE country IS NULL;
