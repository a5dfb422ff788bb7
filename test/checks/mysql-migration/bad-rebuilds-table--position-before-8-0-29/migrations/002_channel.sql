ALTER TABLE `orders` ADD COLUMN `channel` varchar(20) NOT NULL DEFAULT 'web' AFTER `code`;
