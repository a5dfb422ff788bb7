CREATE TABLE totals (account_id bigint, total numeric);
INSERT INTO totals SELECT account_id, sum(total) FROM orders GROUP BY 1;
ALTER TABLE totals ADD PRIMARY KEY (account_id);
