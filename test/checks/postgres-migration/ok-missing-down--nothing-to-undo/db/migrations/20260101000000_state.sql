-- migrate:up
CREATE TYPE public.state AS ENUM ('new');

-- migrate:down
DROP TYPE public.state;
