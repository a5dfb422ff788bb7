CREATE INDEX events_happened_at_idx ON events (happened_at);
