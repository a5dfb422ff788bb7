SELECT a.id, e.id FROM accounts a JOIN events e ON e.account_id = a.id OR e.kind = a.code;
