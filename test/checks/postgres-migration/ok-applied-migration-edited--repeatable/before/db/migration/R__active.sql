CREATE OR REPLACE VIEW active_accounts AS SELECT id FROM accounts;
