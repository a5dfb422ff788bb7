UPDATE accounts SET nickname = 'ann' WHERE email = 'ann@example.com';
