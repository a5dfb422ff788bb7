DROP INDEX orders_placed_at_idx;
DROP INDEX orders_state_idx;
