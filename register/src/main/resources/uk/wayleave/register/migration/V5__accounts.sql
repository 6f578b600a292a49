-- The vault: accounts of a Controller with Street Manager, each for one agreement and one host. What signs an account in
-- is sealed; the key that seals it is not in the database.

create table wayleave.account (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    swa_code text not null,
    host text not null check (host ~ '^https?://[^[:space:]/?#@]+(/[^[:space:]?#]*)?$'),
    role text not null check (role ~ '^[A-Za-z]{2,40}$'),
    sealed bytea not null check (length(sealed) between 60 and 10000),
    key_version int not null check (key_version > 0),
    changed timestamptz not null,
    foreign key (agreement, controller) references wayleave.agreement (id, controller),
    foreign key (swa_code, controller) references wayleave.organisation (swa_code, controller),
    unique (agreement, swa_code, host, role)
);
create index on wayleave.account (controller);

-- Tells a wrong master key at the start from a right one: a value derived from it, of no other use.
create table wayleave.master_key (
    version int primary key check (version > 0),
    check_value bytea not null check (length(check_value) = 32)
);
