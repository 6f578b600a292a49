-- Who takes part: Controllers with their Street Manager organisations, integrators with their products.

create domain wayleave.standing as text check (value in ('ACTIVE', 'SUSPENDED', 'ENDED'));
create domain wayleave.label as text check (length(btrim(value)) between 1 and 200 and value !~ '[[:cntrl:]]');

-- The scope of a transaction. An unset or emptied setting is no scope at all, and no scope sees no rows.
create function wayleave.current_controller() returns uuid language sql stable
    return nullif(current_setting('wayleave.controller', true), '')::uuid;
create function wayleave.current_integrator() returns uuid language sql stable
    return nullif(current_setting('wayleave.integrator', true), '')::uuid;
create function wayleave.operator_acts() returns boolean language sql stable
    return coalesce(current_setting('wayleave.operator', true), '') = 'yes';

-- What has ended never begins again.
create function wayleave.standing_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if old.standing = 'ENDED' and new.standing <> 'ENDED' then
        raise exception 'A % that has ended cannot begin again.', tg_table_name using errcode = 'check_violation';
    end if;
    return new;
end $$;

create function wayleave.never() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'A row of % is never % once written.', tg_table_name, lower(tg_op) || 'd'
        using errcode = 'check_violation';
end $$;

create table wayleave.controller (
    id uuid primary key,
    name wayleave.label not null,
    created timestamptz not null
);

-- Bumped in the transaction of any change that can alter a judgement: commits of the ledger are conditional on it.
create table wayleave.controller_revision (
    controller uuid primary key references wayleave.controller (id) on delete cascade,
    revision bigint not null check (revision > 0)
);

create table wayleave.organisation (
    swa_code text primary key check (swa_code ~ '^[0-9]{4}$'),
    controller uuid not null references wayleave.controller (id),
    name wayleave.label not null,
    reference wayleave.label not null,
    created timestamptz not null,
    unique (swa_code, controller)
);
create index on wayleave.organisation (controller);

-- A prefix tells whose works a reference names, so no two organisations can have the same.
create table wayleave.organisation_prefix (
    prefix text primary key check (prefix ~ '^[A-Z0-9]{2}$'),
    swa_code text not null,
    controller uuid not null,
    foreign key (swa_code, controller) references wayleave.organisation (swa_code, controller) on delete cascade
);
create index on wayleave.organisation_prefix (controller, swa_code);

create table wayleave.integrator (
    id uuid primary key,
    name wayleave.label not null,
    standing wayleave.standing not null default 'ACTIVE',
    created timestamptz not null
);
create unique index on wayleave.integrator (lower(name));
create trigger standing_moves before update on wayleave.integrator
    for each row execute function wayleave.standing_moves();

create table wayleave.product (
    id uuid primary key,
    integrator uuid not null references wayleave.integrator (id),
    name wayleave.label not null,
    standing wayleave.standing not null default 'ACTIVE',
    created timestamptz not null,
    unique (id, integrator),
    unique (integrator, name)
);
create trigger standing_moves before update on wayleave.product
    for each row execute function wayleave.standing_moves();
