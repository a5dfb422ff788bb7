SELECT id FROM events WHERE payload ->> 'order' = '4711';
