CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE FUNCTION note_count() RETURNS bigint LANGUAGE sql SECURITY DEFINER
  AS 'SELECT count(*) FROM public.notes';
