-- The ledger: entries in their canonical form, each chained to the one before. Written by the appender alone, changed by
-- nobody. Nothing refers to it and it refers to nothing: it outlives what it tells of.

create table wayleave.ledger_entry (
    sequence bigint primary key check (sequence between 1 and 9007199254740991),
    id uuid not null unique,
    controller uuid not null,
    call uuid not null,
    kind text not null check (kind in ('intent', 'outcome', 'release', 'refusal', 'act')),
    at timestamptz not null,
    -- The evidence: RFC 8785 JSON, and SHA-256(0x02, chain before, SHA-256(0x00, canonical)). The columns above are copies.
    canonical bytea not null check (octet_length(canonical) between 2 and 65536),
    chain bytea not null check (octet_length(chain) = 32)
);
-- It has been compressed by nobody who knows it; storing it as it is costs less than trying.
alter table wayleave.ledger_entry alter column canonical set storage external, alter column chain set storage plain;
create index ledger_entry_controller on wayleave.ledger_entry (controller, sequence);
create index ledger_entry_call on wayleave.ledger_entry (call);

-- Whoever holds this row appends, so there is one order for all nodes and the chain cannot fork. The head itself is the
-- last entry: a row rewritten by every commit would leave a trail of dead versions for as long as anybody reads the
-- ledger in one transaction, as a backup does, and each commit would have to walk it.
create table wayleave.ledger_turn (
    one boolean primary key default true check (one)
);
insert into wayleave.ledger_turn default values;

create trigger never before update or delete on wayleave.ledger_entry
    for each row execute function wayleave.never();
create trigger never_emptied before truncate on wayleave.ledger_entry
    for each statement execute function wayleave.never();
create trigger never before update or delete on wayleave.ledger_turn
    for each row execute function wayleave.never();

alter table wayleave.ledger_entry enable row level security, force row level security;
alter table wayleave.ledger_turn enable row level security, force row level security;
create policy owner on wayleave.ledger_entry to current_user using (true) with check (true);
create policy owner on wayleave.ledger_turn to current_user using (true) with check (true);

create policy tenant on wayleave.ledger_entry for select to ${tenant}
    using (controller = wayleave.current_controller());
grant select on wayleave.ledger_entry to ${tenant};

-- It reads the last entry's place and hash, and an entry that it is asked to write again.
create policy appender_reads on wayleave.ledger_entry for select to ${appender} using (true);
create policy appender_writes on wayleave.ledger_entry for insert to ${appender} with check (true);
create policy appender on wayleave.ledger_turn to ${appender} using (true);
grant insert, select (sequence, id, canonical, chain) on wayleave.ledger_entry to ${appender};
-- To lock a row takes a right to update a column; the trigger keeps it from being used.
grant select, update (one) on wayleave.ledger_turn to ${appender};

-- Whoever verifies reads everything: there is nothing personal in it.
create policy observer on wayleave.ledger_entry for select to ${observer} using (true);
grant select on wayleave.ledger_entry to ${observer};

-- The uses an instruction has altogether, so that what is given back never exceeds what was taken.
alter table wayleave.instruction_use add column allowed bigint;
update wayleave.instruction_use u set allowed = i.uses from wayleave.instruction i where i.id = u.instruction;
alter table wayleave.instruction_use add constraint uses_within_allowed
    check ((remaining is null) = (allowed is null) and remaining <= allowed);
create function wayleave.allowed_from_the_start() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    new.allowed := new.remaining;
    return new;
end $$;
create trigger allowed_from_the_start before insert on wayleave.instruction_use
    for each row execute function wayleave.allowed_from_the_start();
