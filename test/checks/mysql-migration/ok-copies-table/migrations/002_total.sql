SET SESSION lock_wait_timeout = 5;
-- The width is only for showing: nothing is stored otherwise.
ALTER TABLE `orders` MODIFY `total` int(10) NOT NULL DEFAULT '0';
ALTER TABLE `orders` ADD COLUMN `total_cents` bigint NOT NULL DEFAULT '0', ALGORITHM=INSTANT;
