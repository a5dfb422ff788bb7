CREATE MATERIALIZED VIEW totals AS SELECT account_id, sum(total) AS total FROM orders GROUP BY account_id;
CREATE UNIQUE INDEX totals_account ON totals (account_id);
