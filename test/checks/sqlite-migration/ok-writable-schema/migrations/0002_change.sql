PRAGMA user_version = 7;
PRAGMA writable_schema = OFF;
