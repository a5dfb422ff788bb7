UPDATE orders o SET country = a.nickname FROM accounts a WHERE a.id = o.account_id;
