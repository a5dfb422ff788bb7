CREATE EXTENSION IF NOT EXISTS pgcrypto;

CREATE TABLE public.accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL
);
