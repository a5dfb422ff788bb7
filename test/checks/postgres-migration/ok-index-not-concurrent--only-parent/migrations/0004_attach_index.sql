SET LOCAL lock_timeout = '2s';
ALTER INDEX events_kind_idx ATTACH PARTITION events_2026_kind_idx;
