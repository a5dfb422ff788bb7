ALTER TABLE `orders` MODIFY `total` bigint NOT NULL DEFAULT '0';
