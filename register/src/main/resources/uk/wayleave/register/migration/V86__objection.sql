-- What was done in a person's name, week by week, and the person's objection to it (framework A1): an objection suspends
-- its instruction at once, and waits for whoever governs the Controller's agreements.

-- Whether a call wrote: what a week's list says was changed. The ledger has it, so that it is read from there anew.
alter table wayleave.recorded_call add column effect text check (effect in ('READ', 'WRITE', 'AUTHENTICATION'));
grant update (effect) on wayleave.recorded_call to ${tenant};
update wayleave.recorded_call_reached set sequence = 0;
create index on wayleave.recorded_call (controller, person, at);
create index on wayleave.recorded_call (controller, instruction, at) where person is null;

create table wayleave.objection (
    id uuid primary key,
    controller uuid not null references wayleave.controller (id),
    instruction uuid not null,
    person uuid not null,
    -- Monday of the week objected to, in the United Kingdom
    week date not null check (extract(isodow from week) = 1),
    raised timestamptz not null,
    -- Whether it was this objection that suspended the instruction, so that its withdrawal lets it stand again
    suspended boolean not null,
    outcome text not null default 'OPEN' check (outcome in ('OPEN', 'UPHELD', 'WITHDRAWN')),
    answered timestamptz,
    answered_by uuid,
    reason text check (length(reason) between 1 and 500),
    check ((outcome = 'OPEN') = (answered is null)),
    check ((answered is null) = (answered_by is null) and (answered is null) = (reason is null)),
    -- Sent twice is one objection.
    unique (instruction, person, week),
    foreign key (instruction, controller) references wayleave.instruction (id, controller),
    -- Nobody objects but a person in whose name it was.
    foreign key (instruction, person) references wayleave.instruction_person (instruction, person),
    foreign key (person, controller) references wayleave.person (id, controller),
    foreign key (answered_by, controller) references wayleave.person (id, controller)
);
create index on wayleave.objection (controller, raised);

create function wayleave.objection_moves() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if old.outcome <> 'OPEN' or new.outcome = 'OPEN' then
        raise exception 'An objection is answered once.' using errcode = 'check_violation';
    end if;
    if (to_jsonb(new) - array['outcome', 'answered', 'answered_by', 'reason'])
            <> (to_jsonb(old) - array['outcome', 'answered', 'answered_by', 'reason']) then
        raise exception 'An objection is answered, never changed.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger objection_moves before update on wayleave.objection
    for each row execute function wayleave.objection_moves();

-- While an objection waits for its answer, nobody lets its instruction stand again.
create function wayleave.objected_stays_suspended() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if new.standing = 'ACTIVE' and old.standing <> 'ACTIVE'
            and exists (select from objection o where o.instruction = new.id and o.outcome = 'OPEN') then
        raise exception 'An objection to this instruction waits for its answer.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger objected_stays_suspended before update on wayleave.instruction
    for each row execute function wayleave.objected_stays_suspended();

alter table wayleave.objection enable row level security;
alter table wayleave.objection force row level security;
create policy owner on wayleave.objection to current_user using (true) with check (true);
create policy tenant on wayleave.objection to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
grant select, insert, update (outcome, answered, answered_by, reason) on wayleave.objection to ${tenant};

-- What an integrator learns: that an instruction to one of its products was objected to. Not who, nor why.
create function wayleave.objections_of_integrator(out instruction uuid, out controller uuid, out agreement uuid,
        out product uuid, out raised timestamptz, out waits boolean)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select i.id, i.controller, i.agreement, i.product, min(o.raised), bool_or(o.outcome = 'OPEN')
          from objection o join instruction i on i.id = o.instruction
          where i.integrator = current_integrator()
          group by i.id order by min(o.raised) desc, i.id limit 1000 $$;
grant execute on function wayleave.objections_of_integrator() to ${tenant};
