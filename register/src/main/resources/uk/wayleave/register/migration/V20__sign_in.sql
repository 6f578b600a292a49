-- Sessions of persons who have signed in: 256 random bits, kept only as SHA-256.

create table wayleave.session (
    id uuid primary key,
    digest bytea not null unique check (length(digest) = 32),
    person uuid not null references wayleave.person (id) on delete cascade,
    begun timestamptz not null,
    expires timestamptz not null check (expires > begun)
);
create index on wayleave.session (person);

alter table wayleave.session enable row level security;
alter table wayleave.session force row level security;
create policy owner on wayleave.session to current_user using (true) with check (true);
create policy own on wayleave.session to ${tenant}
    using (exists (select from wayleave.person p where p.id = session.person))
    with check (exists (select from wayleave.person p where p.id = session.person));
grant select, insert, delete on wayleave.session to ${tenant};

-- Whoever may no longer act, or signs in another way from now on, has no session.
create function wayleave.sessions_end() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if tg_table_name = 'person' then
        delete from session where session.person = new.id;
    else
        delete from session where session.person = old.person;
    end if;
    return null;
end $$;
create trigger sessions_end after update of standing on wayleave.person
    for each row when (new.standing <> 'ACTIVE') execute function wayleave.sessions_end();
create trigger sessions_end after update or delete on wayleave.sign_in
    for each row execute function wayleave.sessions_end();

create function wayleave.person_of_session(session_digest bytea, instant timestamptz,
        out person uuid, out controller uuid, out integrator uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select p.id, p.controller, p.integrator from session s join person p on p.id = s.person
          where s.digest = session_digest and s.expires > instant and p.standing = 'ACTIVE' $$;
grant execute on function wayleave.person_of_session(bytea, timestamptz) to ${resolver};
