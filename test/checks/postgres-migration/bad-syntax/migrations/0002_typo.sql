ALTER TABLE accounts ADD COLUM active boolean;
