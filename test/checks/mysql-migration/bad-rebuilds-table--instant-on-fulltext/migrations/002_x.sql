SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD FULLTEXT INDEX `orders_code_ft` (`code`), ALGORITHM=INPLACE, LOCK=SHARED;
ALTER TABLE `orders` ADD COLUMN `channel` varchar(20) NOT NULL DEFAULT 'web';
