-- Which references of Street Manager, of those that say nothing of whose record they name, are known to be a
-- Controller's. References and numbers only: no names, no contents. Street Manager counts per host.

create table wayleave.known_reference (
    controller uuid not null references wayleave.controller (id),
    host text not null check (host ~ '^https?://[^[:space:]/?#@]+(/[^[:space:]?#]*)?$'),
    kind text not null check (kind ~ '^[A-Z0-9_]{1,40}$'),
    reference text not null check (reference ~ '^[A-Z0-9_-]{1,64}$'),
    works text check (works ~ '^[A-Z0-9_-]{1,24}$'),
    since timestamptz not null,
    primary key (controller, host, kind, reference)
);

create table wayleave.known_export (
    controller uuid not null,
    host text not null check (host ~ '^https?://[^[:space:]/?#@]+(/[^[:space:]?#]*)?$'),
    export bigint not null check (export >= 0),
    agreement uuid not null,
    instruction uuid not null,
    account uuid not null,
    api_version text not null check (api_version ~ '^[a-z0-9.]{1,10}$'),
    operation text not null check (operation ~ '^[a-z]+[.][A-Za-z0-9]+$'),
    since timestamptz not null,
    primary key (controller, host, export),
    foreign key (agreement, controller) references wayleave.agreement (id, controller)
);
create index on wayleave.known_export (controller, since);

do $$
declare
    each_table text;
begin
    foreach each_table in array array['known_reference', 'known_export']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;

grant select, insert, update (works) on wayleave.known_reference to ${tenant};
grant select, insert, delete, update (agreement, instruction, account, api_version, operation, since)
    on wayleave.known_export to ${tenant};
