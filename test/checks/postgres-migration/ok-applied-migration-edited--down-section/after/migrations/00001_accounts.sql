-- +goose Up
CREATE TABLE public.accounts (
  id bigint PRIMARY KEY,
  email text NOT NULL
);

-- +goose Down
DROP TABLE IF EXISTS public.accounts CASCADE;
