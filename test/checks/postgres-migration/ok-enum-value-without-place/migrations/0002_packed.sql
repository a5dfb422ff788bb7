ALTER TYPE order_state ADD VALUE 'packed' BEFORE 'sent';
