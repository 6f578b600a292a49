-- A token may be bound to a certificate (RFC 8705) in place of a key (RFC 9449); its thumbprint says which it is.
alter table wayleave.token drop constraint token_confirmation_check;
alter table wayleave.token add constraint token_confirmation_check
    check (confirmation ~ '^(x5t#S256:)?[A-Za-z0-9_-]{43}$');
