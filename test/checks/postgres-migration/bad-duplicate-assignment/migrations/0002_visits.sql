UPDATE accounts SET visits = 0, nickname = '', visits = 1 WHERE id = 1;
