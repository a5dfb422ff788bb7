SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `code_lower` varchar(50) AS (lower(`code`)) VIRTUAL, ALGORITHM=INSTANT;
