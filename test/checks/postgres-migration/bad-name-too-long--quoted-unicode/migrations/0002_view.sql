CREATE VIEW "Übersicht über alle Kundenkonten und ihre größten Bestellungen" AS SELECT id FROM accounts;
