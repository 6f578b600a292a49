-- One human who acts for several bodies: a person in each of them, joined by having been proven from each side.

create table wayleave.identity (
    person uuid primary key references wayleave.person (id) on delete cascade,
    identity uuid not null,
    since timestamptz not null
);
create index on wayleave.identity (identity);

alter table wayleave.identity enable row level security;
alter table wayleave.identity force row level security;
create policy owner on wayleave.identity to current_user using (true) with check (true);
create policy own on wayleave.identity to ${tenant}
    using (exists (select from wayleave.person p where p.id = identity.person))
    with check (exists (select from wayleave.person p where p.id = identity.person));
grant select, insert, delete on wayleave.identity to ${tenant};

-- The persons a human is besides this one: where each belongs, and no name.
create function wayleave.persons_of_identity(of_person uuid, out person uuid, out controller uuid, out integrator uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select p.id, p.controller, p.integrator
          from identity mine join identity other on other.identity = mine.identity and other.person <> mine.person
               join person p on p.id = other.person
          where mine.person = of_person and p.standing = 'ACTIVE' $$;
grant execute on function wayleave.persons_of_identity(uuid) to ${resolver};

-- Whether two persons are one human, so that nobody signs an agreement for both sides.
create function wayleave.is_same_human(one uuid, other uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select exists (select from identity a join identity b on a.identity = b.identity
                         where a.person = one and b.person = other) $$;
grant execute on function wayleave.is_same_human(uuid, uuid) to ${tenant};
