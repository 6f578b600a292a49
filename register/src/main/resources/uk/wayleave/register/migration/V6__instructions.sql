-- Instructions: the explicit requests of named persons of a Controller (framework A1).

create table wayleave.instruction (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    integrator uuid not null,
    product uuid not null,
    kind text not null check (kind in ('ONE_OFF', 'SESSION', 'STANDING')),
    -- Other uses (A5) take open data and need no instruction, so none can be written.
    purpose text not null check (purpose in ('MANAGE_OWN_PERMITS', 'COORDINATE_STREET_WORKS', 'INSPECT_WORKS',
        'OWN_REPORTING', 'OWN_ANALYSIS', 'ON_SITE_LOOKUP')),
    operations text[] not null check (cardinality(operations) between 1 and 400),
    -- null: all works of the Controller
    work_references text[] check (cardinality(work_references) between 1 and 1000),
    tier text not null check (tier in ('T0', 'T1', 'T2', 'T3')),
    starts timestamptz not null,
    ends timestamptz not null,
    -- null: unlimited within its time
    uses bigint check (uses > 0),
    proof text not null check (proof in ('L1', 'L2', 'L3')),
    standing wayleave.standing not null default 'ACTIVE',
    created timestamptz not null,
    over_since timestamptz,
    check (starts < ends),
    check (ends - starts <= interval '90 days'),
    check (kind <> 'ONE_OFF' or uses is not distinct from 1),
    check ((standing = 'ENDED') = (over_since is not null)),
    foreign key (agreement, controller, integrator) references wayleave.agreement (id, controller, integrator),
    foreign key (product, integrator) references wayleave.product (id, integrator),
    unique (id, controller),
    unique (id, controller, agreement, product)
);
create index on wayleave.instruction (agreement, product, ends);
create index on wayleave.instruction (controller, created);
create trigger standing_moves before update on wayleave.instruction
    for each row execute function wayleave.standing_moves();

create function wayleave.instruction_stays_as_given() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) - 'standing' - 'over_since') <> (to_jsonb(old) - 'standing' - 'over_since') then
        raise exception 'An instruction is revoked and given anew, never changed.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger instruction_stays_as_given before update on wayleave.instruction
    for each row execute function wayleave.instruction_stays_as_given();

create table wayleave.instruction_person (
    instruction uuid not null,
    controller uuid not null,
    person uuid not null,
    place int not null check (place >= 0),
    primary key (instruction, person),
    unique (instruction, place),
    foreign key (instruction, controller) references wayleave.instruction (id, controller),
    foreign key (person, controller) references wayleave.person (id, controller)
);
create index on wayleave.instruction_person (person);
create trigger never before update or delete on wayleave.instruction_person
    for each row execute function wayleave.never();

-- Its persons come with it, in the same transaction, and none is added later.
create function wayleave.persons_come_with_the_instruction() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if not exists (select from instruction i where i.id = new.instruction and i.xmin = pg_current_xact_id()::xid) then
        raise exception 'An instruction is revoked and given anew, never changed.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger persons_come_with_the_instruction before insert on wayleave.instruction_person
    for each row execute function wayleave.persons_come_with_the_instruction();

-- An instruction of nobody is none; checked at the commit, when its persons are in.
create function wayleave.instruction_of_somebody() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if not exists (select from instruction_person p where p.instruction = new.id) then
        raise exception 'An instruction is of at least one person.' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger instruction_of_somebody after insert on wayleave.instruction
    deferrable initially deferred for each row execute function wayleave.instruction_of_somebody();

-- The uses left; taken and given back by the ledger's appender in the transaction of its entries, and no change of a
-- revision: null is unlimited.
create table wayleave.instruction_use (
    instruction uuid primary key,
    controller uuid not null,
    remaining bigint check (remaining >= 0),
    foreign key (instruction, controller) references wayleave.instruction (id, controller)
);
