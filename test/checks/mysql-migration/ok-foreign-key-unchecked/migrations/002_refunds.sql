SET SESSION lock_wait_timeout = 5;
SET SESSION foreign_key_checks = 0;
CREATE TABLE `refunds` (`id` bigint NOT NULL PRIMARY KEY, `order_id` bigint unsigned NOT NULL) ENGINE=InnoDB;
ALTER TABLE `refunds` ADD CONSTRAINT `refunds_order_fk` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`);
SET SESSION foreign_key_checks = 1;
