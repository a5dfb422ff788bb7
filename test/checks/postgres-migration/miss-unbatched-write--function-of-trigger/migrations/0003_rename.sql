UPDATE accounts SET nickname = 'Ann' WHERE id = 1;
