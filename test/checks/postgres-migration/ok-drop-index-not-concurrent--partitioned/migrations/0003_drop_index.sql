SET lock_timeout = '2s';
-- CONCURRENTLY is refused for the index of a partitioned table.
DROP INDEX events_happened_at_idx;
