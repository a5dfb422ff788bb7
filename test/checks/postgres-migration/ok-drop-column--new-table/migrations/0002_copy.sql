CREATE TABLE accounts_copy (LIKE accounts);
ALTER TABLE accounts_copy DROP COLUMN nickname;
