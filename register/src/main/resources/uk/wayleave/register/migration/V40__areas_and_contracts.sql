-- What an instruction may say of the map and of other organisations' records, and for whom a contractor may act.

alter table wayleave.instruction
    -- null: no area; else min easting, min northing, max easting, max northing, in metres of the British National Grid
    add column area int[] check (array_ndims(area) = 1 and cardinality(area) = 4 and array_position(area, null) is null
        and area[1] between 0 and area[3] and area[3] <= 800000 and area[2] between 0 and area[4] and area[4] <= 1400000),
    -- whether it asks for more than the open fields of other organisations' records
    add column closed_of_others boolean not null default false;

create function wayleave.are_prefixes(texts text[]) returns boolean language sql immutable
    return not exists (select from unnest(texts) as one where one is null or one !~ '^[A-Z0-9]{2}$');
create function wayleave.are_workstreams(texts text[]) returns boolean language sql immutable
    return not exists (select from unnest(texts) as one where one is null or one !~ '^[0-9]{3}$');

-- By which one of a Controller's organisations works as contractor for a promoter. Recorded by the contractor; where the
-- promoter is registered here too, of no effect until it confirms.
create table wayleave.promoter_contract (
    id uuid primary key,
    controller uuid not null,
    contractor_swa_code text not null,
    promoter_swa_code text not null check (promoter_swa_code ~ '^[0-9]{4}$'),
    promoter_name wayleave.label not null,
    -- of the promoter's works references
    prefixes text[] not null check (cardinality(prefixes) between 1 and 20 and wayleave.are_prefixes(prefixes)),
    -- null: all workstreams of the promoter
    workstreams text[] check (cardinality(workstreams) between 1 and 200 and wayleave.are_workstreams(workstreams)),
    starts timestamptz not null,
    ends timestamptz not null,
    recorded timestamptz not null,
    recorded_by text not null check (recorded_by ~ '^(person:[0-9a-f-]{36}|setup)$'),
    -- the Controller here that the promoter belongs to; null where it is not registered here
    promoter_controller uuid references wayleave.controller (id),
    confirmed timestamptz,
    confirmed_by uuid,
    ended timestamptz,
    check (starts < ends),
    check (promoter_controller is distinct from controller),
    check ((confirmed is null) = (confirmed_by is null)),
    foreign key (contractor_swa_code, controller) references wayleave.organisation (swa_code, controller),
    foreign key (confirmed_by, promoter_controller) references wayleave.person (id, controller)
);
create index on wayleave.promoter_contract (controller);
create index on wayleave.promoter_contract (promoter_controller);
create index on wayleave.promoter_contract (promoter_swa_code);

-- A contract and the organisation it names may come at the same time: one waits for the other.
create function wayleave.promoters_turn() returns void language sql
    begin atomic
        select pg_advisory_xact_lock(hashtextextended('wayleave.promoter_contract', 0));
    end;

-- Whose the promoter is, only the whole register can tell; nobody may claim the prefix of an organisation that is here.
create function wayleave.promoter_contract_begins() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform promoters_turn();
    if exists (select from organisation_prefix p
               where p.prefix = any (new.prefixes) and p.swa_code <> new.promoter_swa_code) then
        raise exception 'A prefix of the contract is of another organisation.'
            using errcode = 'check_violation', constraint = 'promoter_contract_prefix_of_another';
    end if;
    select o.controller into new.promoter_controller from organisation o where o.swa_code = new.promoter_swa_code;
    if new.promoter_controller = new.controller then
        raise exception 'The promoter is the Controller itself.'
            using errcode = 'check_violation', constraint = 'promoter_contract_with_oneself';
    end if;
    new.confirmed := null;
    new.confirmed_by := null;
    new.ended := null;
    return new;
end $$;
create trigger promoter_contract_begins before insert on wayleave.promoter_contract
    for each row execute function wayleave.promoter_contract_begins();

create function wayleave.promoter_contract_moves() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if (to_jsonb(new) - 'promoter_controller' - 'confirmed' - 'confirmed_by' - 'ended')
            <> (to_jsonb(old) - 'promoter_controller' - 'confirmed' - 'confirmed_by' - 'ended') then
        raise exception 'A contract is ended and recorded anew, never changed.' using errcode = 'check_violation';
    end if;
    if old.ended is not null and new.ended is distinct from old.ended then
        raise exception 'A contract that has ended cannot begin again.' using errcode = 'check_violation';
    end if;
    if new.confirmed is not null and new.confirmed is distinct from old.confirmed
            and new.promoter_controller is distinct from current_controller() then
        raise exception 'Only the promoter confirms a contract.' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger promoter_contract_moves before update on wayleave.promoter_contract
    for each row execute function wayleave.promoter_contract_moves();

-- A promoter that is registered later is asked then; until it confirms, contracts with it have no effect.
create function wayleave.promoter_appears() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform promoters_turn();
    update promoter_contract c set promoter_controller = new.controller, confirmed = null, confirmed_by = null
        where c.promoter_swa_code = new.swa_code and c.controller <> new.controller
            and c.promoter_controller is distinct from new.controller;
    return null;
end $$;
create trigger promoter_appears after insert on wayleave.organisation
    for each row execute function wayleave.promoter_appears();

-- A prefix that turns out to be another organisation's ends the contract that claimed it.
create function wayleave.prefix_appears() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform promoters_turn();
    update promoter_contract c set ended = now()
        where new.prefix = any (c.prefixes) and c.promoter_swa_code <> new.swa_code and c.ended is null;
    return null;
end $$;
create trigger prefix_appears after insert on wayleave.organisation_prefix
    for each row execute function wayleave.prefix_appears();

create trigger revision after insert or update or delete on wayleave.promoter_contract
    for each row execute function wayleave.row_of_controller_changes();

alter table wayleave.promoter_contract enable row level security;
alter table wayleave.promoter_contract force row level security;
create policy owner on wayleave.promoter_contract to current_user using (true) with check (true);
create policy tenant on wayleave.promoter_contract to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
create policy promoter_reads on wayleave.promoter_contract for select to ${tenant}
    using (promoter_controller = wayleave.current_controller());
create policy promoter_changes on wayleave.promoter_contract for update to ${tenant}
    using (promoter_controller = wayleave.current_controller())
    with check (promoter_controller = wayleave.current_controller());
grant select, insert, update (confirmed, confirmed_by, ended) on wayleave.promoter_contract to ${tenant};
grant execute on function wayleave.are_prefixes(text[]), wayleave.are_workstreams(text[]) to ${tenant};
