SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `channel` varchar(20) NOT NULL DEFAULT 'web' AFTER `code`, ALGORITHM=INSTANT;
ALTER TABLE `orders` ADD INDEX `orders_code` (`code`), ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `orders` MODIFY `status` enum('open','paid','sent') NOT NULL DEFAULT 'open', ALGORITHM=INSTANT;
