SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD UNIQUE INDEX `orders_code` ((lower(`code`)));
