CREATE TABLE `notes` (
  `id` int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `body` text COMMENT 'what the user's client sent'
) ENGINE=InnoDB;
