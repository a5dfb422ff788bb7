INSERT INTO accounts (email) VALUES ('a@example.com')
ON CONFLICT (id) DO UPDATE SET visits = 0, visits = 1;
