DELIMITER $$
CREATE TRIGGER `notes_touch` BEFORE UPDATE ON `notes` FOR EACH ROW
BEGIN
  SET NEW.`touched` = NOW(); -- it's the server's clock
END$$
DELIMITER ;
/*!40101 SET NAMES utf8mb4 */;
INSERT INTO `notes` (`body`) VALUES ('a;b', "it's", 'back\'slash');
