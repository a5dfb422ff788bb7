SELECT a.id, e.id FROM accounts a JOIN events e ON e.account_id = a.id
UNION
SELECT a.id, e.id FROM accounts a JOIN events e ON e.kind = a.code;
