SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN IF NOT EXISTS `channel` varchar(20) NOT NULL DEFAULT 'web', ALGORITHM=INSTANT;
