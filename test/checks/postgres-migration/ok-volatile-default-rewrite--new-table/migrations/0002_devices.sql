CREATE TABLE devices (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
ALTER TABLE devices ADD COLUMN number bigserial;
