UPDATE orders SET country = 'US' WHERE id IN (SELECT id FROM orders WHERE country IS NULL ORDER BY id LIMIT 1000);
DELETE FROM orders WHERE ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE state = 'gone' LIMIT 500));
WITH batch AS (SELECT id FROM orders WHERE country IS NULL LIMIT 1000 FOR UPDATE SKIP LOCKED) UPDATE orders o SET country = 'US' FROM batch WHERE batch.id = o.id;
