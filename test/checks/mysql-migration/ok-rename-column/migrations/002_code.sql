SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` CHANGE COLUMN `code` `code` varchar(63) DEFAULT NULL, ALGORITHM=INPLACE, LOCK=NONE;
