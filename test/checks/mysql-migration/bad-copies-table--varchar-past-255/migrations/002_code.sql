-- 64 characters of utf8mb4 are 256 bytes, and the length needs a second one.
ALTER TABLE `orders` MODIFY `code` varchar(64) DEFAULT NULL;
