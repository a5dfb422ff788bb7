SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` MODIFY `status` enum('open','paid') NOT NULL DEFAULT 'open' FIRST, ALGORITHM=INSTANT;
