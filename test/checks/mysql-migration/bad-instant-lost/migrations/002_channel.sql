SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders`
  ADD COLUMN `channel` varchar(20) NOT NULL DEFAULT 'web',
  ADD INDEX `orders_status` (`status`),
  ALGORITHM=INPLACE, LOCK=NONE;
