CREATE TABLE `items` (`id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `order_id` bigint unsigned NOT NULL) ENGINE=InnoDB;
ALTER TABLE `items` ADD CONSTRAINT `items_order_fk` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`);
