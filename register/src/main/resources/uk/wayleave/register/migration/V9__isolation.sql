-- Isolation by Controller, held by the store itself: row-level security on every table, for everybody.

-- What persons did, in the same transaction as what they did; from here it goes into the ledger, in this order.
-- Identifiers, states and hashes only: no names, no secrets, nothing a person typed.
create table wayleave.act (
    place bigint generated always as identity primary key,
    id uuid not null unique,
    controller uuid references wayleave.controller (id),
    integrator uuid references wayleave.integrator (id),
    at timestamptz not null,
    kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
    actor text not null check (actor ~ '^(person:[0-9a-f-]{36}|product:[0-9a-f-]{36}|setup)$'),
    facts jsonb not null check (jsonb_typeof(facts) = 'object'),
    recorded timestamptz,
    check (controller is null or integrator is null)
);
create index act_pending on wayleave.act (place) where recorded is null;

do $$
declare
    each_table text;
begin
    foreach each_table in array array['controller', 'controller_revision', 'organisation', 'organisation_prefix',
            'integrator', 'product', 'person', 'sign_in', 'agreement', 'agreement_version', 'agreement_signature',
            'account', 'master_key', 'instruction', 'instruction_person', 'instruction_use', 'credential', 'token',
            'act']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        -- The owner runs the narrow functions below and the migrations; no node signs in as it to work.
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
    end loop;
    foreach each_table in array array['controller_revision', 'organisation', 'organisation_prefix', 'agreement',
            'agreement_version', 'agreement_signature', 'account', 'instruction', 'instruction_person',
            'instruction_use', 'credential', 'token']
    loop
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;

create policy tenant on wayleave.controller to ${tenant}
    using (id = wayleave.current_controller()) with check (id = wayleave.current_controller());
create policy operator_reads on wayleave.controller for select to ${tenant} using (wayleave.operator_acts());

-- Integrators and their products are a directory, without personal data: read within any scope, written in their own.
create policy directory on wayleave.integrator for select to ${tenant}
    using (wayleave.current_controller() is not null or id = wayleave.current_integrator() or wayleave.operator_acts());
create policy own on wayleave.integrator to ${tenant}
    using (id = wayleave.current_integrator()) with check (id = wayleave.current_integrator());
create policy directory on wayleave.product for select to ${tenant}
    using (wayleave.current_controller() is not null or integrator = wayleave.current_integrator()
        or wayleave.operator_acts());
create policy own on wayleave.product to ${tenant}
    using (integrator = wayleave.current_integrator()) with check (integrator = wayleave.current_integrator());

create policy own on wayleave.person to ${tenant}
    using (controller = wayleave.current_controller() or integrator = wayleave.current_integrator()
        or controller is null and integrator is null and wayleave.operator_acts())
    with check (controller = wayleave.current_controller() or integrator = wayleave.current_integrator()
        or controller is null and integrator is null and wayleave.operator_acts());
create policy own on wayleave.sign_in to ${tenant}
    using (exists (select from wayleave.person p where p.id = sign_in.person))
    with check (exists (select from wayleave.person p where p.id = sign_in.person));
create policy own on wayleave.act to ${tenant}
    using (controller = wayleave.current_controller() or integrator = wayleave.current_integrator()
        or controller is null and integrator is null and wayleave.operator_acts())
    with check (controller = wayleave.current_controller() or integrator = wayleave.current_integrator()
        or controller is null and integrator is null and wayleave.operator_acts());

grant execute on function wayleave.current_controller(), wayleave.current_integrator(), wayleave.operator_acts(),
    wayleave.signed_by_both(uuid, int) to ${tenant};
grant select, insert, update (name) on wayleave.controller to ${tenant};
grant select on wayleave.controller_revision to ${tenant};
grant select, insert, delete, update (name, reference) on wayleave.organisation to ${tenant};
grant select, insert, delete on wayleave.organisation_prefix to ${tenant};
grant select, insert, update (name, standing) on wayleave.integrator, wayleave.product to ${tenant};
grant select, insert, update (name, authorities, standing) on wayleave.person to ${tenant};
grant select, insert, delete, update (name, secret_hash, changed) on wayleave.sign_in to ${tenant};
grant select, insert, update (version, state, changed) on wayleave.agreement to ${tenant};
grant select, insert on wayleave.agreement_version, wayleave.agreement_signature to ${tenant};
grant select, insert, delete, update (sealed, key_version, changed) on wayleave.account to ${tenant};
grant select, insert, update (standing, over_since) on wayleave.instruction to ${tenant};
grant select, insert on wayleave.instruction_person, wayleave.instruction_use to ${tenant};
grant select, insert, update (secret_digest, rotated, standing) on wayleave.credential to ${tenant};
grant select, insert, delete, update (revoked) on wayleave.token to ${tenant};
grant select, insert on wayleave.act to ${tenant};

-- What a transaction may learn across Controllers, and nothing else.

create function wayleave.controller_of_token(token_digest bytea) returns uuid language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select t.controller from token t where t.digest = token_digest $$;

create function wayleave.controller_of_client(named text, out controller uuid, out credential uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select c.controller, c.id from credential c where c.client_id = named $$;

create function wayleave.person_of_sign_in(named text, out person uuid, out controller uuid, out integrator uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select p.id, p.controller, p.integrator from sign_in s join person p on p.id = s.person
          where s.name = lower(named) $$;

create function wayleave.master_key_agrees(of_version int, value bytea) returns boolean language plpgsql
    security definer set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    insert into master_key (version, check_value) values (of_version, value) on conflict do nothing;
    return exists (select from master_key where version = of_version and check_value = value);
end $$;

-- Of an acting person: where it belongs and what it may do, if it may act at all. No name.
create function wayleave.authority_of(person uuid, out controller uuid, out integrator uuid, out authorities text[])
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select p.controller, p.integrator, p.authorities from person p
          where p.id = authority_of.person and p.standing = 'ACTIVE' $$;

-- Which agreements the integrator of this transaction has, so that each can be read in its Controller's scope.
create function wayleave.agreements_of_integrator(out agreement uuid, out controller uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select a.id, a.controller from agreement a where a.integrator = current_integrator() order by a.created $$;

create function wayleave.pending_acts(most int) returns setof wayleave.act language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select * from act where recorded is null and operator_acts() order by place limit most $$;

create function wayleave.acts_recorded(ids uuid[], instant timestamptz) returns void language sql security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ update act set recorded = instant where id = any (ids) and recorded is null and operator_acts() $$;

grant execute on function wayleave.controller_of_token(bytea), wayleave.controller_of_client(text),
    wayleave.person_of_sign_in(text), wayleave.master_key_agrees(int, bytea) to ${resolver};
grant execute on function wayleave.authority_of(uuid), wayleave.agreements_of_integrator(),
    wayleave.pending_acts(int), wayleave.acts_recorded(uuid[], timestamptz) to ${tenant};

-- The appender makes its commits conditional on revisions, and takes and gives back uses; it sees nothing else.
create policy appender on wayleave.controller_revision to ${appender} using (true);
create policy appender on wayleave.instruction_use to ${appender} using (true) with check (true);
-- To lock a revision's row against change takes a right to update a column; a trigger keeps it from being used.
grant select, update (revision) on wayleave.controller_revision to ${appender};
grant select, update (remaining) on wayleave.instruction_use to ${appender};

create function wayleave.revision_rises() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if new.controller <> old.controller or new.revision <> old.revision + 1 then
        raise exception 'A revision rises by one.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger revision_rises before update on wayleave.controller_revision
    for each row execute function wayleave.revision_rises();

-- How much there is, for observing: numbers only.
create view wayleave.observed_register as
    select 'agreement' as thing, state as standing, count(*) as number from wayleave.agreement group by state
    union all select 'instruction', standing, count(*) from wayleave.instruction group by standing
    union all select 'credential', standing, count(*) from wayleave.credential group by standing
    union all select 'act-pending', 'ACTIVE', count(*) from wayleave.act where recorded is null;
grant select on wayleave.observed_register to ${observer};
