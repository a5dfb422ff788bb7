SET lock_timeout = '2s';
DROP INDEX IF EXISTS orders_account_id_idx;
