-- What is drafted and not yet laid before both sides: answers part by part, gaps and all. An agreement drafted anew here
-- takes the draft's id when it is offered, so the key points at no agreement.

create table wayleave.agreement_draft (
    agreement uuid primary key,
    controller uuid not null references wayleave.controller (id),
    integrator uuid not null references wayleave.integrator (id),
    -- The version it was begun from; 0 for an agreement that is not there yet.
    base int not null check (base >= 0),
    created timestamptz not null,
    unique (agreement, controller)
);
-- Begun twice by a double click, it is one draft.
create unique index agreement_draft_one_new on wayleave.agreement_draft (controller, integrator) where base = 0;

create table wayleave.agreement_draft_part (
    agreement uuid not null,
    controller uuid not null,
    part text not null check (part ~ '^[A-Z]+(_[A-Z]+)*$'),
    revision int not null check (revision > 0),
    answers jsonb not null check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 200000),
    person uuid,
    changed timestamptz not null,
    primary key (agreement, part),
    foreign key (agreement, controller) references wayleave.agreement_draft (agreement, controller) on delete cascade,
    foreign key (person, controller) references wayleave.person (id, controller)
);

do $$
declare
    each_table text;
begin
    foreach each_table in array array['agreement_draft', 'agreement_draft_part']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;
grant select, insert, delete on wayleave.agreement_draft to ${tenant};
grant select, insert, update (revision, answers, person, changed), delete on wayleave.agreement_draft_part to ${tenant};
