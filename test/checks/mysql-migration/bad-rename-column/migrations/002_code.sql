SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` RENAME COLUMN `code` TO `reference`, ALGORITHM=INSTANT;
