UPDATE orders SET note = "checked" WHERE note IS NULL AND id <= 1000;
