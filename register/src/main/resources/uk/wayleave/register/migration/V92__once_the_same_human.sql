-- Who was ever joined stays one human when it comes to signing: parting, and joining anew, lets nobody sign for both sides.
create table wayleave.identity_once (
    person uuid not null references wayleave.person (id) on delete cascade,
    identity uuid not null,
    primary key (person, identity)
);
create index on wayleave.identity_once (identity);
alter table wayleave.identity_once enable row level security;
alter table wayleave.identity_once force row level security;
create policy owner on wayleave.identity_once to current_user using (true) with check (true);

insert into wayleave.identity_once (person, identity) select person, identity from wayleave.identity;

create function wayleave.remember_identity() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$
begin
    insert into identity_once (person, identity) values (new.person, new.identity) on conflict do nothing;
    return null;
end $$;
create trigger remember after insert on wayleave.identity
    for each row execute function wayleave.remember_identity();

create or replace function wayleave.is_same_human(one uuid, other uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ with recursive known (identity) as (
              select o.identity from identity_once o where o.person = one
              union
              select further.identity
              from known k join identity_once with_us on with_us.identity = k.identity
                   join identity_once further on further.person = with_us.person)
          select exists (select from identity_once o join known k on k.identity = o.identity where o.person = other) $$;
