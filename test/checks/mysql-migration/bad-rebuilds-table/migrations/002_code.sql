ALTER TABLE `orders` MODIFY `code` varchar(50) NOT NULL;
