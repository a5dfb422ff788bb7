SET LOCAL lock_timeout = '2s';
CREATE UNIQUE INDEX order_totals_account ON order_totals (account_id);
