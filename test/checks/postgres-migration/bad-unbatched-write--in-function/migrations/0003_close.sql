SELECT close_orders('de');
