BEGIN;
CREATE TABLE items_new AS SELECT id, upper(name) AS name, note FROM items;
DROP TABLE items;
ALTER TABLE items_new RENAME TO items;
COMMIT;
