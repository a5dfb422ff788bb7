SET SESSION lock_wait_timeout = 5;
CREATE TABLE `refunds` (`id` bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `order_id` bigint unsigned NOT NULL) ENGINE=InnoDB;
ALTER TABLE `refunds` ADD INDEX `refunds_order` (`order_id`);
ALTER TABLE `orders` ADD COLUMN `refunded_at` datetime DEFAULT NULL, ALGORITHM=INSTANT;
