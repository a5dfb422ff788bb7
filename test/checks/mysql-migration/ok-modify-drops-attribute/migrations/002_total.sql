SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` MODIFY `status` enum('open','paid','sent') NOT NULL DEFAULT 'open', ALGORITHM=INSTANT;
