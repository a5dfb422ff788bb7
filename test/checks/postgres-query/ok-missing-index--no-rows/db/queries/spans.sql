SELECT id FROM spans WHERE note = $1;
