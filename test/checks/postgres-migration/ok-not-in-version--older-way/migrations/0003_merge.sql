CREATE TABLE totals (account_id bigint PRIMARY KEY, total numeric NOT NULL);
CREATE UNIQUE INDEX totals_total_key ON totals (total) NULLS NOT DISTINCT;
CREATE VIEW account_totals WITH (security_invoker) AS SELECT account_id, total FROM totals;
MERGE INTO totals t USING (VALUES (1, 10.0)) v (account_id, total) ON t.account_id = v.account_id
WHEN MATCHED THEN UPDATE SET total = v.total
WHEN NOT MATCHED THEN INSERT VALUES (v.account_id, v.total);
