SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` CHANGE COLUMN `code` `reference` varchar(50) DEFAULT NULL, ALGORITHM=INSTANT;
