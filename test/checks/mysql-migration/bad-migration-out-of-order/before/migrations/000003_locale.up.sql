SET lock_wait_timeout = 5;
ALTER TABLE `accounts` ADD COLUMN `locale` varchar(20), ALGORITHM=INSTANT;
