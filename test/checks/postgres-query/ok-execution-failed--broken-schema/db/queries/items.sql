SELECT order_id FROM items WHERE order_id = $1;
