SET SESSION lock_wait_timeout = 5;
UPDATE `orders` SET `code` = 'o-17' WHERE `id` = 17;
DELETE FROM `orders` WHERE `id` > 1000 AND `id` <= 6000;
