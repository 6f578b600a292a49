-- The calls of a Controller, as the ledger has them, in a form that can be searched. Copied from ledger entries after
-- these are durable and never the other way: the ledger stays the evidence, and what is here can be read anew from it.

create table wayleave.recorded_call (
    controller uuid not null references wayleave.controller (id),
    call uuid not null,
    -- The place of its first entry in the ledger, by which calls are listed; and of the last that was read.
    first bigint not null,
    last bigint not null,
    at timestamptz not null,
    state text not null check (state in ('UNDER_WAY', 'ANSWERED', 'REFUSED', 'FAILED')),
    integrator uuid not null,
    product uuid not null,
    operation text,
    api_version text,
    agreement uuid,
    instruction uuid,
    person uuid,
    status int,
    code text,
    upstream text,
    withheld bigint not null default 0,
    works text[] not null default '{}',
    rules text[] not null default '{}',
    -- The clauses of these rules.
    clauses text[] not null default '{}',
    primary key (controller, call)
);
create index on wayleave.recorded_call (controller, first);
create index on wayleave.recorded_call (controller, at);
create index on wayleave.recorded_call (integrator, first);
create index on wayleave.recorded_call using gin (works);

-- How far the ledger has been read for it.
create table wayleave.recorded_call_reached (
    controller uuid primary key references wayleave.controller (id),
    sequence bigint not null check (sequence >= 0)
);

alter table wayleave.recorded_call enable row level security, force row level security;
create policy owner on wayleave.recorded_call to current_user using (true) with check (true);
create policy tenant on wayleave.recorded_call to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
alter table wayleave.recorded_call_reached enable row level security, force row level security;
create policy owner on wayleave.recorded_call_reached to current_user using (true) with check (true);
create policy tenant on wayleave.recorded_call_reached to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
grant select, insert, update (last, state, operation, api_version, agreement, instruction, person, status, code, upstream,
    withheld, works, rules, clauses) on wayleave.recorded_call to ${tenant};
grant select, insert, update (sequence) on wayleave.recorded_call_reached to ${tenant};

-- Whose entries wait to be read.
create function wayleave.controllers_with_unread_calls() returns setof uuid language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select c.id from controller c left join recorded_call_reached r on r.controller = c.id
          where operator_acts() and exists (select from ledger_entry e
              where e.controller = c.id and e.sequence > coalesce(r.sequence, 0)) $$;

-- What an integrator may learn of its own calls: when, by which product, for whom, and why they were refused. Not which
-- works, which person, which instruction: these are the Controller's.
create function wayleave.calls_of_integrator(of_product uuid, of_state text, of_clause text, before bigint, most int,
        out call uuid, out controller uuid, out first bigint, out at timestamptz, out state text, out product uuid,
        out operation text, out api_version text, out agreement uuid, out status int, out code text, out upstream text,
        out withheld bigint, out rules text[])
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select c.call, c.controller, c.first, c.at, c.state, c.product, c.operation, c.api_version, c.agreement,
              c.status, c.code, c.upstream, c.withheld, c.rules
          from recorded_call c where c.integrator = current_integrator() and c.first < before
              and (of_product is null or c.product = of_product) and (of_state is null or c.state = of_state)
              and (of_clause is null or of_clause = any (c.clauses))
          order by c.first desc limit least(most, 1000) $$;

create function wayleave.call_of_integrator(named uuid,
        out call uuid, out controller uuid, out first bigint, out at timestamptz, out state text, out product uuid,
        out operation text, out api_version text, out agreement uuid, out status int, out code text, out upstream text,
        out withheld bigint, out rules text[])
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select c.call, c.controller, c.first, c.at, c.state, c.product, c.operation, c.api_version, c.agreement,
              c.status, c.code, c.upstream, c.withheld, c.rules
          from recorded_call c where c.integrator = current_integrator() and c.call = named $$;

create function wayleave.call_days_of_integrator(since timestamptz, out day date, out state text, out number bigint)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select (c.at at time zone 'Europe/London')::date, c.state, count(*) from recorded_call c
          where c.integrator = current_integrator() and c.at >= since group by 1, 2 order by 1, 2 $$;

create function wayleave.refusals_of_integrator(since timestamptz, out clause text, out number bigint)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select clause, count(*) from recorded_call c, unnest(c.clauses) as clause
          where c.integrator = current_integrator() and c.at >= since group by 1 order by 1 $$;

-- For the operator and DfT's observer: numbers of everybody together, nobody's calls.
create function wayleave.call_days_of_all(since timestamptz, out day date, out state text, out number bigint)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select (c.at at time zone 'Europe/London')::date, c.state, count(*) from recorded_call c
          where operator_acts() and c.at >= since group by 1, 2 order by 1, 2 $$;

create function wayleave.refusals_of_all(since timestamptz, out clause text, out number bigint)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select clause, count(*) from recorded_call c, unnest(c.clauses) as clause
          where operator_acts() and c.at >= since group by 1 order by 1 $$;

-- Who granted whom access: what an integrator owes DfT as a list of granting organisations (framework, domain notes of
-- DfT's newsletter 34). No content of an agreement but its days.
create function wayleave.grants_of_access(out agreement uuid, out controller uuid, out controller_name text,
        out integrator uuid, out integrator_name text, out state text, out version int)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select a.id, c.id, c.name, i.id, i.name, a.state, a.version
          from agreement a join controller c on c.id = a.controller join integrator i on i.id = a.integrator
          where operator_acts() and a.state in ('ACTIVE', 'SUSPENDED', 'ENDED') order by i.name, c.name, a.id $$;

grant execute on function wayleave.controllers_with_unread_calls(),
    wayleave.calls_of_integrator(uuid, text, text, bigint, int), wayleave.call_of_integrator(uuid),
    wayleave.call_days_of_integrator(timestamptz), wayleave.refusals_of_integrator(timestamptz),
    wayleave.call_days_of_all(timestamptz), wayleave.refusals_of_all(timestamptz),
    wayleave.grants_of_access() to ${tenant};
