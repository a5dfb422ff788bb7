-- The oldest of those with the same address stays.
DELETE FROM members WHERE id NOT IN (SELECT min(id) FROM members GROUP BY email);
CREATE UNIQUE INDEX members_email ON members (email);
