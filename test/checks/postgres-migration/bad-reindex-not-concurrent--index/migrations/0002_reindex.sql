SET lock_timeout = '2s';
REINDEX INDEX orders_account_id_idx;
