INSERT INTO roles (id, name) VALUES (1, 'admin'), (2, 'user');
INSERT INTO settings (id, locale) VALUES (1, 'en');
