SET SESSION lock_wait_timeout = 5;
SET SESSION sql_mode = '';
ALTER TABLE `orders` MODIFY `code` varchar(50) NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;
