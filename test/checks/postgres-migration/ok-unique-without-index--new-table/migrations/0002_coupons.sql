CREATE TABLE coupons (code text);
ALTER TABLE coupons ADD PRIMARY KEY (code);
ALTER TABLE coupons ADD COLUMN label text UNIQUE;
