CREATE INDEX CONCURRENTLY events_2026_kind_idx ON events_2026 (kind);
