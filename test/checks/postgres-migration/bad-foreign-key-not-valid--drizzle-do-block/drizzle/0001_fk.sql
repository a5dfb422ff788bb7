DO $$ BEGIN
 ALTER TABLE "orders" ADD CONSTRAINT "orders_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;
EXCEPTION
 WHEN duplicate_object THEN null;
END $$;
