SET LOCAL lock_timeout = '2s';
ALTER TABLE accounts ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN day date DEFAULT date_trunc('day', now())::date, ADD COLUMN upto timestamptz DEFAULT (now() + interval '1 year');
