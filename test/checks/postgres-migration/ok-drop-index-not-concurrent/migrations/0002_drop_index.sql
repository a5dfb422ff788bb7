-- Alone in its file, outside a transaction.
DROP INDEX CONCURRENTLY orders_account_id_idx;
