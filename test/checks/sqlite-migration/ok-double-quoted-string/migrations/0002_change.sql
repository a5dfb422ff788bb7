UPDATE "orders" SET "note" = 'a "checked" note' WHERE "orders"."note" IS NULL AND id <= 1000; -- not a "string"
