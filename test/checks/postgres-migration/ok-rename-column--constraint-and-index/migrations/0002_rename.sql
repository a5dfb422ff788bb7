SET LOCAL lock_timeout = '2s';
ALTER INDEX orders_account_id_idx RENAME TO orders_by_account;
ALTER TABLE accounts RENAME CONSTRAINT accounts_pkey TO accounts_key;
