UPDATE accounts SET active = true WHERE id BETWEEN 1 AND 5000;
