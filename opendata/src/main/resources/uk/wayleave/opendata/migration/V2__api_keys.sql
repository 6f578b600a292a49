-- Keys for more requests than an address may make. Reading needs none. A key itself is kept nowhere, only its hash.
create table api_key (
    id bigint generated always as identity primary key,
    holder text not null check (holder <> '' and length(holder) <= 200),
    hash bytea not null unique check (length(hash) = 32),
    per_minute integer not null check (per_minute between 1 and 1000000),
    made timestamptz not null,
    ended timestamptz
);

grant select, insert on api_key to ${login};
grant update (ended) on api_key to ${login};
