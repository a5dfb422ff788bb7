-- migrate:up
ALTER TYPE public.state ADD VALUE 'old';

-- migrate:down
