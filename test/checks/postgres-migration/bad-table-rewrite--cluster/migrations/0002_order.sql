SET lock_timeout = '2s';
CLUSTER orders USING orders_account_id_idx;
