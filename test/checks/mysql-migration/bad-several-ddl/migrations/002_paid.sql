SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `paid_at` datetime DEFAULT NULL, ALGORITHM=INSTANT;
ALTER TABLE `orders` ADD INDEX `orders_paid` (`paid_at`), ALGORITHM=INPLACE, LOCK=NONE;
