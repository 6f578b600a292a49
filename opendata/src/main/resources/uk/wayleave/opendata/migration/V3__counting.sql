-- What is going on at some time is found by the ranges of times in each stretch of pages: rows lie in the order in which
-- objects were first heard of, which is roughly that of when they begin. Such an index costs next to nothing when rows
-- come, and does not keep an update from staying within its page (PostgreSQL 16 and later).
create index state_times on state using brin (
    starts timestamptz_minmax_multi_ops, (coalesce(ends, starts)) timestamptz_minmax_multi_ops
) with (pages_per_range = 32, autosummarize = on);

-- How many permits begin in a month of London's, by one thing or another, kept with each batch: to count them when
-- somebody asks would read every state. per: 1 highway authority, 2 promoter, 3 traffic management.
create table tally (
    per smallint not null check (per between 1 and 3),
    of text not null,
    month date not null,
    number bigint not null,
    primary key (per, month, of)
) with (fillfactor = 70);

create view tallied as
select v.per, v.of, date_trunc('month', s.starts at time zone 'Europe/London')::date as month, count(*) as number
from state s cross join lateral
    (values (1, coalesce(s.authority, '')), (2, coalesce(s.promoter, '')), (3, coalesce(s.traffic_management, '')))
        as v (per, of)
where s.kind = 1 and s.starts is not null
group by 1, 2, 3;

insert into tally (per, of, month, number) select per, of, month, number from tallied;

create function tally_more() returns trigger language plpgsql as $$
begin
    insert into opendata.tally as t (per, of, month, number)
    select v.per, v.of, date_trunc('month', s.starts at time zone 'Europe/London')::date, count(*)
    from more s cross join lateral
        (values (1, coalesce(s.authority, '')), (2, coalesce(s.promoter, '')), (3, coalesce(s.traffic_management, '')))
            as v (per, of)
    where s.kind = 1 and s.starts is not null
    group by 1, 2, 3
    on conflict (per, month, of) do update set number = t.number + excluded.number;
    return null;
end $$;

create function tally_change() returns trigger language plpgsql as $$
begin
    insert into opendata.tally as t (per, of, month, number)
    select v.per, v.of, date_trunc('month', s.starts at time zone 'Europe/London')::date, sum(s.step)
    from (select kind, starts, authority, promoter, traffic_management, 1 as step from later
            union all
            select kind, starts, authority, promoter, traffic_management, -1 from earlier) s
    cross join lateral
        (values (1, coalesce(s.authority, '')), (2, coalesce(s.promoter, '')), (3, coalesce(s.traffic_management, '')))
            as v (per, of)
    where s.kind = 1 and s.starts is not null
    group by 1, 2, 3 having sum(s.step) <> 0
    on conflict (per, month, of) do update set number = t.number + excluded.number;
    return null;
end $$;

create trigger state_more after insert on state referencing new table as more
    for each statement execute function tally_more();
create trigger state_change after update on state referencing old table as earlier new table as later
    for each statement execute function tally_change();

grant select, insert, update on tally to ${login};
grant select on tallied to ${login};
