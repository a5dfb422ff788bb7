SET lock_timeout = '2s';
DROP INDEX orders_account_id_idx;
