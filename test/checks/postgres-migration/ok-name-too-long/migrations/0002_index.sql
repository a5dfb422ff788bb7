-- The name has 63 bytes; the text in the comment and the string is none: accounts_who_have_agreed_to_the_newsletter_and_the_partner_offers_idx
CREATE INDEX CONCURRENTLY accounts_who_have_agreed_to_the_newsletter_and_the_partner__idx ON accounts (email);
