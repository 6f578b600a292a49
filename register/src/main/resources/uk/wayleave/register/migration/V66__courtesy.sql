-- What this installation remembers, for all its nodes, to be no burden on Street Manager and no harvester of what it
-- shows to every user. For an hour at most.

-- When a product last asked the same: a keyed digest of what it asked.
create table wayleave.poll (
    controller uuid not null references wayleave.controller (id),
    product uuid not null references wayleave.product (id),
    what text not null check (what ~ '^hmac-sha256:[0-9a-f]{64}$'),
    at timestamptz not null,
    primary key (controller, product, what)
);
create index on wayleave.poll (at);

-- Which records of other organisations were read, and which parts of the map were searched, under an agreement:
-- references and edges only. A reference is its stem and the number it ends with, to see that such numbers follow
-- each other.
create table wayleave.foreign_read (
    controller uuid not null,
    agreement uuid not null,
    kind text not null check (kind in ('RECORD', 'AREA')),
    what text not null check (what ~ '^[A-Za-z0-9_./-]{1,200}$'),
    stem text not null check (length(stem) <= 200),
    number bigint check (number >= 0),
    square_metres bigint not null check (square_metres >= 0),
    -- It was tried for and not read: of numbers that follow each other it is one, of records that were read it is none.
    stopped boolean not null,
    at timestamptz not null,
    primary key (controller, agreement, kind, what),
    foreign key (agreement, controller) references wayleave.agreement (id, controller)
);
create index on wayleave.foreign_read (at);

do $$
declare
    each_table text;
begin
    foreach each_table in array array['poll', 'foreign_read']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;
grant select, insert, delete, update (at) on wayleave.poll to ${tenant};
grant select, insert, update (at, stopped) on wayleave.foreign_read to ${tenant};

-- What is over goes, whoever it belongs to.
create function wayleave.courtesy_over(before timestamptz) returns bigint language sql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
    with polls as (delete from poll where at <= before returning 1),
        reads as (delete from foreign_read where at <= before returning 1)
    select (select count(*) from polls) + (select count(*) from reads)
$$;
grant execute on function wayleave.courtesy_over(timestamptz) to ${resolver};
