CREATE TABLE `customers` (`id` bigint unsigned NOT NULL PRIMARY KEY) ENGINE=InnoDB;
ALTER TABLE `orders` ADD CONSTRAINT `orders_customer_fk` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`);
