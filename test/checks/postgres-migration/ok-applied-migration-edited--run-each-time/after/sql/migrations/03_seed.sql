INSERT INTO public.accounts VALUES (2, 'b@example.com') ON CONFLICT DO NOTHING;
