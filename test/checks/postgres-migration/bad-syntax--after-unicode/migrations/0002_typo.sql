-- 東京 é 🙂
ALTER TABLE "Ünïcode" ADD COLUM x boolean;
