PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'email TEXT', 'email TEXT NOT NULL') WHERE name = 'accounts';
PRAGMA writable_schema = OFF;
