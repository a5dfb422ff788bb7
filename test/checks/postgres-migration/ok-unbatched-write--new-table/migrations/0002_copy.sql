CREATE TABLE totals (account_id bigint PRIMARY KEY, total numeric, label text);
INSERT INTO totals SELECT account_id, sum(total) FROM orders GROUP BY account_id;
UPDATE totals SET label = 'big' WHERE total > 1000;
DELETE FROM totals WHERE total = 0;
