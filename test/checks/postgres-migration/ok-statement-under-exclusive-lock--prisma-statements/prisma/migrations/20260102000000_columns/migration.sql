-- AlterTable
ALTER TABLE "accounts" ADD COLUMN "active" BOOLEAN;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN "note" TEXT;
