SET SESSION lock_wait_timeout = 5;
UPDATE `orders` SET `code` = CONCAT('o-', `id`) WHERE `code` IS NULL;
