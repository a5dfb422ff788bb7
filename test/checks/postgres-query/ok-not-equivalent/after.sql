SELECT c.id, c.email FROM customers c WHERE NOT EXISTS (SELECT FROM customers r WHERE r.referred_by = c.id);
