SET LOCAL lock_timeout = '2s';
ALTER TABLE codes ADD CONSTRAINT codes_pkey PRIMARY KEY USING INDEX codes_pkey;
