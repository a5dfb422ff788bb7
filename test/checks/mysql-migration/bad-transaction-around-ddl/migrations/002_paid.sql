SET SESSION lock_wait_timeout = 5;
START TRANSACTION;
UPDATE `orders` SET `status` = 'paid' WHERE `id` = 17;
ALTER TABLE `orders` ADD COLUMN `paid_at` datetime DEFAULT NULL, ALGORITHM=INSTANT;
COMMIT;
