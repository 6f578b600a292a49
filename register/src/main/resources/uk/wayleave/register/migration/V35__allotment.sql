-- The calls a minute that may go to one Street Manager host from one egress address, divided among the nodes behind that
-- address. Nobody's data: hosts, node numbers and counts only.

create table wayleave.call_budget (
    egress text not null check (egress ~ '^[A-Za-z0-9_.:-]{1,100}$'),
    host text not null check (length(host) <= 300 and host ~ '^https?://[^[:space:]/?#@]+$'),
    primary key (egress, host)
);

-- A node may have that many calls under way or answered within a minute, as long as its part is valid. A part counts
-- against the others' until it ends, which is later: calls of a node that has gone silent are still remembered there.
create table wayleave.allotment (
    egress text not null,
    host text not null,
    node uuid not null,
    places int not null check (places >= 0),
    wanted int not null check (wanted >= 0),
    weight int not null check (weight > 0),
    valid_until timestamptz not null,
    ends timestamptz not null check (ends >= valid_until),
    primary key (egress, host, node),
    foreign key (egress, host) references wayleave.call_budget (egress, host)
);

do $$
declare
    each_table text;
begin
    foreach each_table in array array['call_budget', 'allotment']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
    end loop;
end $$;

-- Renews a node's part, under the lock of its budget. What it keeps is never taken away: it gives back by keeping less.
-- It grows to what it wants as far as nobody else holds it, and as far as it is its own fair part, by weight, or what
-- nobody else wants.
--
-- keeps: what the node holds itself to until now, at least what it has counted
-- places: its part from now on; aims: what it should come down to where that is less
create function wayleave.allotment_renewed(of_egress text, of_host text, of_node uuid, keeps int, wants int, weighs int,
        budget int, valid_millis int, lingers_millis int, out places int, out aims int)
    language plpgsql security definer set search_path = pg_catalog, wayleave, pg_temp as $$
declare
    instant timestamptz;
    others bigint;
    claims bigint;
    weights bigint;
    fair bigint;
begin
    insert into call_budget (egress, host) values (of_egress, of_host) on conflict do nothing;
    perform from call_budget b where b.egress = of_egress and b.host = of_host for update;
    instant := clock_timestamp();
    delete from allotment a where a.egress = of_egress and a.host = of_host and a.ends <= instant;

    select weighs + coalesce(sum(a.weight) filter (where a.valid_until > instant), 0) into weights
        from allotment a where a.egress = of_egress and a.host = of_host and a.node <> of_node;
    select coalesce(sum(a.places), 0),
            coalesce(sum(case when a.valid_until > instant
                then least(a.wanted, budget::bigint * a.weight / weights) else a.places end), 0)
        into others, claims
        from allotment a where a.egress = of_egress and a.host = of_host and a.node <> of_node;

    fair := budget::bigint * weighs / weights;
    aims := least(wants, greatest(fair, budget - claims, 0));
    places := greatest(least(keeps, budget - others), least(aims, budget - others), 0);
    insert into allotment as a (egress, host, node, places, wanted, weight, valid_until, ends)
        values (of_egress, of_host, of_node, allotment_renewed.places, wants, weighs,
            instant + valid_millis * interval '1 millisecond',
            instant + (valid_millis + lingers_millis) * interval '1 millisecond')
        on conflict (egress, host, node) do update set places = excluded.places, wanted = excluded.wanted,
            weight = excluded.weight, valid_until = excluded.valid_until, ends = excluded.ends;
end $$;

-- A node goes: what it has counted stays counted for as long as it may still arrive or be remembered.
create function wayleave.allotment_left(of_egress text, of_host text, of_node uuid, counted int, lingers_millis int)
    returns void language sql security definer set search_path = pg_catalog, wayleave, pg_temp as $$
    update allotment set places = least(places, counted), wanted = 0, valid_until = clock_timestamp(),
            ends = clock_timestamp() + lingers_millis * interval '1 millisecond'
        where egress = of_egress and host = of_host and node = of_node
$$;

grant execute on function wayleave.allotment_renewed(text, text, uuid, int, int, int, int, int, int),
    wayleave.allotment_left(text, text, uuid, int, int) to ${resolver};
