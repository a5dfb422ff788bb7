SET SESSION lock_wait_timeout = 5;
CREATE TABLE `orders_new` LIKE `orders`;
RENAME TABLE `orders` TO `orders_old`, `orders_new` TO `orders`;
