CREATE TABLE bookings_v2 (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room int4range NOT NULL,
  during tstzrange NOT NULL
);
ALTER TABLE bookings_v2 ADD CONSTRAINT bookings_v2_no_overlap EXCLUDE USING gist (room WITH &&, during WITH &&);
