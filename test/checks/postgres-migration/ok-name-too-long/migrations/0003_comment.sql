SET lock_timeout = '2s';
COMMENT ON TABLE accounts IS 'accounts_who_have_agreed_to_the_newsletter_and_the_partner_offers_idx';
