-- it's a comment; with a semicolon and a quote
ALTER TABLE orders ADD COLUMN "paid; or not" INTEGER;
CREATE TRIGGER orders_touch AFTER UPDATE ON orders BEGIN
  UPDATE accounts SET status = 'seen; twice' WHERE id = NEW.account_id;
END;
