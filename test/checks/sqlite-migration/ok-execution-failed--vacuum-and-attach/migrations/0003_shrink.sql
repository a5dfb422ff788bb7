VACUUM;
PRAGMA optimize;
