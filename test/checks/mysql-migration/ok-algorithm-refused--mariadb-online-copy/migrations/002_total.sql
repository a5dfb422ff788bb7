SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` MODIFY `total` bigint NOT NULL DEFAULT '0', ALGORITHM=COPY, LOCK=NONE;
