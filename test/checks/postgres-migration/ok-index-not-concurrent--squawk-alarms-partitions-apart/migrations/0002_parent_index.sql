SET lock_timeout = '2s';
-- An index of the parent alone builds nothing; each partition follows concurrently and is attached.
CREATE INDEX events_happened_at_idx ON ONLY events (happened_at);
