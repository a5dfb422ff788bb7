-- nothing to do
/* yet */
