CREATE TABEL accounts (id bigint);
