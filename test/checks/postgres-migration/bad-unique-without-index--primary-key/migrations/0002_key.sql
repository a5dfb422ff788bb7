SET LOCAL lock_timeout = '2s';
ALTER TABLE codes ADD PRIMARY KEY (code);
