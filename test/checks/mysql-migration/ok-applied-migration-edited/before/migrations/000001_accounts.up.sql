-- mysql
CREATE TABLE `accounts` (
  `id` bigint NOT NULL PRIMARY KEY,
  `email` varchar(200) NOT NULL
) ENGINE=InnoDB;
