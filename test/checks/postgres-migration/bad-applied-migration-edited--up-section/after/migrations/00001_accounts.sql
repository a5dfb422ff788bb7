-- +goose Up
CREATE TABLE public.accounts (
  id bigint PRIMARY KEY,
  email text
);

-- +goose Down
DROP TABLE public.accounts;
