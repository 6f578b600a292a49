-- Where holders of keys have events posted to. The cursor is the number of the last event that the receiver has taken or
-- that the filters passed over; it moves only after that is so, so that nothing is lost when a node is killed.
-- A lease, not a lock, says who delivers: a slow receiver holds no connection, and what a killed node had goes on elsewhere.
create table webhook (
    id uuid primary key,
    api_key bigint not null references api_key,
    url text not null check (length(url) between 1 and 2048),
    filters text not null,
    state text not null check (state in ('unproven', 'active', 'disabled', 'removed')),
    made timestamptz not null,
    cursor bigint not null check (cursor >= 0),
    failures integer not null default 0 check (failures >= 0),
    failing_since timestamptz,
    outcome text not null default '',
    next_try timestamptz not null,
    lease uuid,
    leased_until timestamptz
);
create index webhook_of_key on webhook (api_key, made);
create index webhook_due on webhook (next_try) where state in ('unproven', 'active');

-- The installation's key for signing webhooks, its private half sealed under a key that is not in the database.
create table webhook_signing_key (
    only_one boolean primary key default true check (only_one),
    id text not null,
    public_key bytea not null check (length(public_key) = 32),
    sealed bytea not null,
    made timestamptz not null
);

grant select, insert, delete on webhook to ${login};
grant update (state, cursor, failures, failing_since, outcome, next_try, lease, leased_until) on webhook to ${login};
grant select, insert on webhook_signing_key to ${login};
