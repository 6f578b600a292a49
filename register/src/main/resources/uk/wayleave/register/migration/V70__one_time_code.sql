-- The second factor of a sign-in: the seed of a person's one-time codes (RFC 6238), sealed under the master key.

create table wayleave.one_time_code (
    person uuid primary key references wayleave.person (id) on delete cascade,
    sealed bytea not null check (length(sealed) between 20 and 1000),
    -- When the first code of it was given; before that it proves nothing.
    confirmed timestamptz,
    -- The time step of the last code that was taken: no code counts twice (RFC 6238 section 5.2).
    last_step bigint not null default 0 check (last_step >= 0)
);

alter table wayleave.one_time_code enable row level security;
alter table wayleave.one_time_code force row level security;
create policy owner on wayleave.one_time_code to current_user using (true) with check (true);
create policy own on wayleave.one_time_code to ${tenant}
    using (exists (select from wayleave.person p where p.id = one_time_code.person))
    with check (exists (select from wayleave.person p where p.id = one_time_code.person));
grant select, insert, update, delete on wayleave.one_time_code to ${tenant};

create function wayleave.step_rises() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.last_step < old.last_step or (old.confirmed is not null and new.confirmed is null) then
        raise exception 'A one-time code counts once.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger step_rises before update on wayleave.one_time_code
    for each row execute function wayleave.step_rises();

-- A session whose person has still to give a one-time code is good for that alone.
alter table wayleave.session add column awaits_code boolean not null default false;

create or replace function wayleave.person_of_session(session_digest bytea, instant timestamptz,
        out person uuid, out controller uuid, out integrator uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select p.id, p.controller, p.integrator from session s join person p on p.id = s.person
          where s.digest = session_digest and s.expires > instant and p.standing = 'ACTIVE' and not s.awaits_code $$;

create function wayleave.person_awaiting_code(session_digest bytea, instant timestamptz,
        out person uuid, out controller uuid, out integrator uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select p.id, p.controller, p.integrator from session s join person p on p.id = s.person
          where s.digest = session_digest and s.expires > instant and p.standing = 'ACTIVE' and s.awaits_code $$;
grant execute on function wayleave.person_awaiting_code(bytea, timestamptz) to ${resolver};
