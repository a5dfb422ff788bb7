CREATE TABLE letters (id INTEGER PRIMARY KEY, to_email TEXT REFERENCES accounts (email));
