CREATE TABLE "UserAccounts" ("Id" bigint PRIMARY KEY, "CreatedAt" timestamptz NOT NULL);
