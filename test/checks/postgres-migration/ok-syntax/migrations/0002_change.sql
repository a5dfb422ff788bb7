-- prüft: Größe in Byte ≠ Zeichen 🙂
SELECT 1;
