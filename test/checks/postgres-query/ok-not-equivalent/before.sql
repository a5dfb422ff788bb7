SELECT c.id, c.email FROM customers c
 WHERE c.id NOT IN (SELECT r.referred_by FROM customers r WHERE r.referred_by IS NOT NULL);
