UPDATE accounts a SET nickname = v.nickname FROM (VALUES (1, 'ann'), (2, 'bob')) AS v (id, nickname) WHERE v.id = a.id;
