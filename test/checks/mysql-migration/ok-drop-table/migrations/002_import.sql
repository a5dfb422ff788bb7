SET SESSION lock_wait_timeout = 5;
CREATE TABLE `orders_import` (`id` bigint NOT NULL PRIMARY KEY) ENGINE=InnoDB;
INSERT INTO `orders_import` VALUES (1), (2);
DROP TABLE `orders_import`;
