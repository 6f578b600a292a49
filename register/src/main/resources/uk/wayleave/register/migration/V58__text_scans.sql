-- Scans of a Controller's own records for personal data in texts, under a standing instruction. What is kept of them is
-- counted by team, field and class; of a text only a keyed digest, while its run goes on.

create table wayleave.text_scan (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    product uuid not null,
    instruction uuid not null,
    every_days int not null check (every_days between 1 and 90),
    ordered timestamptz not null,
    -- When its run begins or goes on. Whoever runs it holds it until its lease is over, so that another node goes on
    -- where one was killed.
    next_at timestamptz not null,
    leased_until timestamptz,
    ended timestamptz,
    foreign key (instruction, controller, agreement, product)
        references wayleave.instruction (id, controller, agreement, product),
    unique (id, controller)
);
create unique index text_scan_once on wayleave.text_scan (instruction) where ended is null;
create index on wayleave.text_scan (controller);
create index on wayleave.text_scan (next_at) where ended is null;

create function wayleave.text_scan_stays_as_ordered() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) - 'next_at' - 'leased_until' - 'ended') <> (to_jsonb(old) - 'next_at' - 'leased_until' - 'ended')
            or old.ended is not null and new.ended is distinct from old.ended then
        raise exception 'A scan is ended and ordered anew, never changed.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger text_scan_stays_as_ordered before update on wayleave.text_scan
    for each row execute function wayleave.text_scan_stays_as_ordered();
-- What a run reads is released to it only if its scan has not ended meanwhile.
create trigger revision after update of ended on wayleave.text_scan
    for each row when (new.ended is distinct from old.ended) execute function wayleave.row_of_controller_changes();

create table wayleave.text_scan_run (
    id uuid primary key,
    controller uuid not null,
    scan uuid not null,
    started timestamptz not null,
    finished timestamptz,
    state text not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'STOPPED')),
    stopped_because text check (stopped_because ~ '^[a-z]+(-[a-z]+)*$' and length(stopped_because) <= 60),
    answers bigint not null default 0 check (answers >= 0),
    -- What the framework or Street Manager did not let the run read.
    refused bigint not null default 0 check (refused >= 0),
    -- Refusals in a row: a run that is let read nothing stops.
    refused_in_row int not null default 0 check (refused_in_row >= 0),
    -- There was more than one run may read.
    cut_short boolean not null default false,
    rules_version text not null check (length(rules_version) between 1 and 100),
    check ((state = 'RUNNING') = (finished is null)),
    check ((state = 'STOPPED') = (stopped_because is not null)),
    foreign key (scan, controller) references wayleave.text_scan (id, controller),
    unique (id, controller)
);
create unique index text_scan_run_one on wayleave.text_scan_run (scan) where state = 'RUNNING';
create index on wayleave.text_scan_run (scan, started);
create index on wayleave.text_scan_run (controller);

-- What a run has still to ask Street Manager: an operation and its path. Gone when the run is over.
create table wayleave.text_scan_item (
    place bigint generated always as identity,
    run uuid not null,
    controller uuid not null,
    operation text not null check (length(operation) <= 100),
    target text not null check (length(target) <= 400),
    organisation text not null check (organisation ~ '^[0-9]{4}$'),
    done boolean not null default false,
    primary key (run, target, organisation),
    foreign key (run, controller) references wayleave.text_scan_run (id, controller)
);
create index on wayleave.text_scan_item (run, place) where not done;
create index on wayleave.text_scan_item (controller);

-- Which texts a run has counted, by a keyed digest of where it stands and what it says. Gone when the run is over.
create table wayleave.text_scan_seen (
    run uuid not null,
    controller uuid not null,
    digest text not null check (digest ~ '^hmac-sha256:[0-9a-f]{64}$'),
    primary key (run, digest),
    foreign key (run, controller) references wayleave.text_scan_run (id, controller)
);
create index on wayleave.text_scan_seen (controller);

-- A team is an organisation and, where it promoted the works, the workstream they are of.
create table wayleave.text_scan_field (
    run uuid not null,
    controller uuid not null,
    organisation text not null check (organisation ~ '^[0-9]{4}$'),
    workstream text not null check (workstream ~ '^([0-9]{3})?$'),
    field text not null check (field ~ '^[A-Za-z0-9_]{1,100}$'),
    texts bigint not null check (texts > 0),
    with_hits bigint not null check (with_hits between 0 and texts),
    primary key (run, organisation, workstream, field),
    foreign key (run, controller) references wayleave.text_scan_run (id, controller)
);
create index on wayleave.text_scan_field (controller);

create table wayleave.text_scan_hit (
    run uuid not null,
    controller uuid not null,
    organisation text not null,
    workstream text not null,
    field text not null,
    class text not null check (class ~ '^[a-z]+(-[a-z]+)*$' and length(class) <= 60),
    hits bigint not null check (hits > 0),
    primary key (run, organisation, workstream, field, class),
    foreign key (run, controller) references wayleave.text_scan_run (id, controller),
    foreign key (run, organisation, workstream, field)
        references wayleave.text_scan_field (run, organisation, workstream, field)
);
create index on wayleave.text_scan_hit (controller);

do $$
declare
    each_table text;
begin
    foreach each_table in array array['text_scan', 'text_scan_run', 'text_scan_item', 'text_scan_seen',
            'text_scan_field', 'text_scan_hit']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;
grant select, insert, update (next_at, leased_until, ended) on wayleave.text_scan to ${tenant};
grant select, insert, update (finished, state, stopped_because, answers, refused, refused_in_row, cut_short)
    on wayleave.text_scan_run to ${tenant};
grant select, insert, delete, update (done) on wayleave.text_scan_item to ${tenant};
grant select, insert, delete on wayleave.text_scan_seen to ${tenant};
grant select, insert, update (texts, with_hits) on wayleave.text_scan_field to ${tenant};
grant select, insert, update (hits) on wayleave.text_scan_hit to ${tenant};

-- What is due across Controllers; nothing else of them.
create function wayleave.claim_text_scans(instant timestamptz, lease timestamptz, most int,
        out scan uuid, out controller uuid)
    returns setof record language sql security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$
        with due as (
            select s.id from text_scan s
            where s.ended is null and s.next_at <= instant and (s.leased_until is null or s.leased_until <= instant)
            order by s.next_at limit most for update skip locked)
        update text_scan s set leased_until = lease from due where s.id = due.id returning s.id, s.controller $$;
grant execute on function wayleave.claim_text_scans(timestamptz, timestamptz, int) to ${resolver};
