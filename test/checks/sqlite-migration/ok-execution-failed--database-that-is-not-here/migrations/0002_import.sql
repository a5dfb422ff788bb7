ATTACH DATABASE '/var/lib/app/legacy.db' AS legacy;
INSERT INTO events (payload) SELECT payload FROM legacy.events;
DETACH DATABASE legacy;
