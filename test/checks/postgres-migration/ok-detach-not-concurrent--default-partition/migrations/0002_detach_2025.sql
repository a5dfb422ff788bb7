SET lock_timeout = '2s';
-- CONCURRENTLY is refused while there is a default partition.
ALTER TABLE events DETACH PARTITION events_2025;
