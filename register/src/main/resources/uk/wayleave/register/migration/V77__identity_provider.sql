-- The identity provider of a body's own (OpenID Connect), and which of its subjects is which person.

create table wayleave.identity_provider (
    id uuid primary key,
    controller uuid references wayleave.controller (id),
    integrator uuid references wayleave.integrator (id),
    issuer text not null check (length(issuer) between 8 and 500),
    client_id wayleave.label not null,
    -- The client's secret, sealed under the master key and bound to the row.
    sealed bytea not null check (length(sealed) between 20 and 4000),
    -- Which claim of an ID token is a person's identifier in the register.
    claim text not null check (claim in ('email', 'preferred_username', 'sub')),
    changed timestamptz not null,
    check (controller is null or integrator is null)
);
create unique index identity_provider_of_body on wayleave.identity_provider
    (coalesce(controller, integrator, '00000000-0000-0000-0000-000000000000'));

-- The first sign-in binds a subject to a person; from then on the subject alone tells who it is (OpenID Connect Core
-- section 5.7: e-mail addresses and user names can pass to somebody else, issuer and subject cannot).
create table wayleave.provider_subject (
    provider uuid not null references wayleave.identity_provider (id) on delete cascade,
    subject text not null check (length(subject) between 1 and 255),
    person uuid not null references wayleave.person (id) on delete cascade,
    since timestamptz not null,
    primary key (provider, subject),
    constraint provider_subject_person unique (provider, person)
);

do $$
declare
    each_table text;
begin
    foreach each_table in array array['identity_provider', 'provider_subject']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
    end loop;
end $$;
create policy own on wayleave.identity_provider to ${tenant}
    using (controller = wayleave.current_controller() or integrator = wayleave.current_integrator()
        or controller is null and integrator is null and wayleave.operator_acts())
    with check (controller = wayleave.current_controller() or integrator = wayleave.current_integrator()
        or controller is null and integrator is null and wayleave.operator_acts());
create policy own on wayleave.provider_subject to ${tenant}
    using (exists (select from wayleave.identity_provider p where p.id = provider_subject.provider))
    with check (exists (select from wayleave.identity_provider p where p.id = provider_subject.provider)
        and exists (select from wayleave.person p where p.id = provider_subject.person));
grant select, insert, delete, update (client_id, sealed, claim, changed) on wayleave.identity_provider to ${tenant};
grant select, insert, delete on wayleave.provider_subject to ${tenant};

-- Whoever is about to sign in may learn which bodies have a provider, by the names these bodies have in public.
create function wayleave.bodies_with_provider(out provider uuid, out controller uuid, out integrator uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select i.id, i.controller, i.integrator from identity_provider i $$;
grant execute on function wayleave.bodies_with_provider() to ${resolver};
