CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE FUNCTION note_count() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = ''
  AS 'SELECT count(*) FROM public.notes';
