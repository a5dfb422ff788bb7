CREATE TABLE devices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  serial_number text NOT NULL UNIQUE,
  owner text
);

CREATE TABLE readings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  device_id bigint NOT NULL REFERENCES devices (id),
  taken_at timestamptz NOT NULL,
  value double precision NOT NULL
);
CREATE INDEX readings_taken_at ON readings (taken_at);
CREATE INDEX readings_device_id ON readings (device_id);
