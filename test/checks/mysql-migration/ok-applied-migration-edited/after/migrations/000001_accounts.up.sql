# who has an account
create table if not exists `accounts` (
  `id` bigint NOT NULL PRIMARY KEY,
  `email` varchar(200) NOT NULL
) ENGINE=InnoDB;
