ALTER TABLE orders RENAME TO purchases;
CREATE VIEW orders AS SELECT id, account_id, note FROM purchases;
