SET SESSION lock_wait_timeout = 5;
CREATE INDEX `orders_status` ON `orders` (`status`) ALGORITHM=INPLACE LOCK=NONE;
