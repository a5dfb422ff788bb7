CREATE TYPE order_priority AS ENUM ('low', 'high');
