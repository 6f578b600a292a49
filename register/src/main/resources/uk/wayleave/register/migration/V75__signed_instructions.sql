-- Instructions that the Controller's own systems vouch for (proof L2): whose signatures count, and what each was made of.

create table wayleave.trusted_issuer (
    id uuid primary key,
    controller uuid not null references wayleave.controller (id),
    issuer text not null check (length(issuer) between 1 and 500),
    -- INSTRUCTIONS: a system that signs whole instructions; USERS: one whose users' tokens are exchanged (RFC 8693)
    serves text not null check (serves in ('INSTRUCTIONS', 'USERS')),
    -- JSON Web Key Set (RFC 7517) of public keys
    keys text not null check (length(keys) between 2 and 30000),
    person_claim text not null check (person_claim ~ '^[A-Za-z0-9_.:/-]{1,100}$'),
    registered timestamptz not null,
    unique (controller, issuer, serves)
);

create table wayleave.instruction_origin (
    instruction uuid primary key,
    controller uuid not null,
    way text not null check (way in ('SIGNED', 'EXCHANGED')),
    issuer text not null check (length(issuer) between 1 and 500),
    -- SHA-256 of what was signed
    digest bytea not null check (length(digest) = 32),
    -- Who acted for whom before the product did (RFC 8693 section 4.1)
    act text check (length(act) <= 4000),
    made timestamptz not null,
    foreign key (instruction, controller) references wayleave.instruction (id, controller)
);
-- What was signed makes one instruction, once.
create unique index instruction_origin_signed on wayleave.instruction_origin (controller, digest) where way = 'SIGNED';
create trigger never before update or delete on wayleave.instruction_origin
    for each row execute function wayleave.never();

do $$
declare
    each_table text;
begin
    foreach each_table in array array['trusted_issuer', 'instruction_origin']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;
grant select, insert, delete on wayleave.trusted_issuer to ${tenant};
grant select, insert on wayleave.instruction_origin to ${tenant};
