SET SESSION lock_wait_timeout = 5;
ALTER TABLE `accounts` MODIFY COLUMN `email` varchar(254) NOT NULL;
