-- Open data: public already, so there is no row-level security here. Everything is the schema owner's; the one login that
-- works with it (its name arrives as a quoted identifier) has no right on anything outside this schema.

revoke all on schema opendata from public;
grant connect, temporary on database ${database} to ${login};
grant usage on schema opendata to ${login};

-- Writers take turns, so that the numbers of events are given, and seen, in one order: a reader that has seen a number
-- has seen every smaller one. The row is locked and never changed.
create table writer_turn (only_one boolean primary key default true check (only_one));
insert into writer_turn default values;

-- What events are about. kind: 1 permit, 2 activity, 3 Section 58, 9 unknown to us.
create table object (
    id bigint generated always as identity primary key,
    kind smallint not null check (kind in (1, 2, 3, 9)),
    reference text not null check (reference <> ''),
    works text not null,
    unique (reference, kind)
);
create index object_of_works on object (works) where works <> '';

-- Events as published. One content is one event, however often and in whatever spacing it came; of its forms the signed
-- one is kept, and of several such the one with the smallest hash, so that what is kept does not depend on what came
-- first. provenance: bit 1 signed, bit 2 archive.
create table event (
    id bigint generated always as identity,
    object bigint not null,
    time timestamptz not null,
    number bigint not null,
    content uuid not null,
    type text not null,
    provenance smallint not null check (provenance between 1 and 3),
    hash bytea not null check (length(hash) = 32),
    raw bytea not null,
    received timestamptz not null
) with (fillfactor = 100);
-- raw is compressed already.
alter table event alter column raw set storage external;
alter table event add primary key (id);
create index event_time on event using brin (time) with (pages_per_range = 32);
alter table event add constraint event_once unique (object, time, number, content);

-- What could not be placed is kept all the same.
create table unreadable (
    hash bytea primary key check (length(hash) = 32),
    raw bytea not null,
    provenance smallint not null check (provenance between 1 and 3),
    why text not null,
    received timestamptz not null
);

-- The signature of what came signed, so that others can check it again.
create table envelope (
    message uuid primary key,
    event bigint not null,
    topic text not null,
    published text not null,
    subject text,
    version smallint not null check (version in (1, 2)),
    certificate text not null,
    signature bytea not null
);
create index envelope_of_event on envelope (event);

-- The state of each object: what its latest event says. Nothing that changes often is indexed, so that most updates
-- stay within their page.
create table state (
    object bigint primary key,
    event bigint not null,
    time timestamptz not null,
    number bigint not null,
    content uuid not null,
    provenance smallint not null,
    hash bytea not null,
    type text not null,
    kind smallint not null,
    reference text not null,
    works text not null,
    cell integer,
    west integer,
    south integer,
    east integer,
    north integer,
    starts timestamptz,
    ends timestamptz,
    authority text,
    promoter text,
    usrn text,
    street text,
    status text,
    permit_status text,
    category text,
    traffic_management text,
    activity_type text,
    geometry bytea,
    properties bytea not null
) with (fillfactor = 85);
alter table state alter column properties set storage external;
create index state_kind on state (kind, object);
create index state_cell on state (cell, object) where cell is not null;
create index state_authority on state (authority, object);
create index state_promoter on state (promoter, object) where promoter is not null;
create index state_usrn on state (usrn, object) where usrn is not null;
create index state_street on state (street, object) where street is not null;

-- How far each archive has been loaded, in the transaction of its events, so that an interrupted load goes on there.
create table loaded (
    archive text primary key,
    events bigint not null check (events >= 0),
    whole boolean not null,
    at timestamptz not null
);

grant select, update on writer_turn to ${login};
grant select, insert on object, envelope, unreadable to ${login};
grant select, insert, update on event, state, loaded to ${login};
