DROP TRIGGER touch ON accounts;
DROP FUNCTION touch();
