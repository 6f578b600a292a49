-- Idempotency keys: what became of a write whose caller named it by a key, so that the caller may repeat it safely. The
-- key and the request are kept as keyed digests only; the status and the created references are sealed with a key of the
-- Controller's that is not in the database.

create table wayleave.repeat (
    controller uuid not null references wayleave.controller (id),
    product uuid not null references wayleave.product (id),
    key_digest text not null check (key_digest ~ '^hmac-sha256:[0-9a-f]{64}$'),
    request_digest text not null check (request_digest ~ '^hmac-sha256:[0-9a-f]{64}$'),
    -- The call that came with the key first.
    call uuid not null,
    -- UNDER_WAY is what a killed process leaves: nobody knows what became of the call.
    state text not null check (state in ('UNDER_WAY', 'UNKNOWN', 'DONE')),
    begun timestamptz not null,
    ends timestamptz not null check (ends > begun),
    sealed bytea check (length(sealed) between 28 and 100000),
    primary key (controller, product, key_digest),
    check ((state = 'DONE') = (sealed is not null))
);
create index on wayleave.repeat (ends);

create function wayleave.settled_stays_settled() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if old.state = 'DONE' or (to_jsonb(new) - 'state' - 'sealed') <> (to_jsonb(old) - 'state' - 'sealed') then
        raise exception 'What became of a call is settled once.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger settled_stays_settled before update on wayleave.repeat
    for each row execute function wayleave.settled_stays_settled();

alter table wayleave.repeat enable row level security, force row level security;
create policy owner on wayleave.repeat to current_user using (true) with check (true);
create policy tenant on wayleave.repeat to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
grant select, insert, delete, update (state, sealed) on wayleave.repeat to ${tenant};

-- What is over goes, whoever it belongs to.
create function wayleave.repeats_over(instant timestamptz) returns bigint language sql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
    with gone as (delete from repeat where ends <= instant returning 1) select count(*) from gone
$$;
grant execute on function wayleave.repeats_over(timestamptz) to ${resolver};
