-- A session that an identity provider's word began ends with the provider: whoever has left there, or was let in by one that
-- is trusted no more, is out at the next request.
alter table wayleave.session add column provider uuid references wayleave.identity_provider (id) on delete cascade;
create index on wayleave.session (provider) where provider is not null;
