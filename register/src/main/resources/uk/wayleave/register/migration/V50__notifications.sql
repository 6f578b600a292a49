-- Notifications: the receivers that a Controller registered, what products subscribed to, what the gateway subscribed to
-- at Street Manager in its turn, and what came from there and is on its way to the receivers.

-- Where a product takes notifications. Registered by the Controller alone, and used only once it has proven itself.
create table wayleave.receiver (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    integrator uuid not null,
    product uuid not null,
    url text not null check (length(url) <= 2048 and url ~ '^https?://[^[:space:]/?#@]+/[^[:space:]#]*$'),
    state text not null default 'UNPROVEN' check (state in ('UNPROVEN', 'PROVEN', 'REMOVED')),
    registered timestamptz not null,
    proven timestamptz,
    removed timestamptz,
    -- When it is next challenged; null: not before somebody asks for it. Whoever challenges it moves this on first.
    challenge_at timestamptz,
    challenges int not null default 0 check (challenges >= 0),
    -- How it answers: failures in a row, and until when it is left in peace because of them.
    failures int not null default 0 check (failures >= 0),
    held_until timestamptz,
    last_outcome text check (last_outcome ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(last_outcome) <= 60),
    last_tried timestamptz,
    check ((state = 'REMOVED') = (removed is not null)),
    check (state <> 'PROVEN' or proven is not null),
    foreign key (agreement, controller, integrator) references wayleave.agreement (id, controller, integrator),
    foreign key (product, integrator) references wayleave.product (id, integrator),
    unique (id, controller, agreement, product)
);
create unique index receiver_once on wayleave.receiver (agreement, product, url) where state <> 'REMOVED';
create index on wayleave.receiver (controller);
create index on wayleave.receiver (challenge_at) where challenge_at is not null;

create function wayleave.receiver_stays_as_registered() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if (new.id, new.controller, new.agreement, new.integrator, new.product, new.url, new.registered)
            is distinct from (old.id, old.controller, old.agreement, old.integrator, old.product, old.url,
                old.registered) then
        raise exception 'A receiver is removed and registered anew, never changed.' using errcode = 'check_violation';
    end if;
    if old.state = 'REMOVED' and new.state <> 'REMOVED' or old.state = 'PROVEN' and new.state = 'UNPROVEN' then
        raise exception 'A receiver goes from unproven to proven to removed.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger receiver_stays_as_registered before update on wayleave.receiver
    for each row execute function wayleave.receiver_stays_as_registered();

-- What a product subscribed to, for one receiver, under one instruction; the credential and the person it was done with
-- are judged again at every delivery.
create table wayleave.subscription (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    product uuid not null,
    credential uuid not null,
    instruction uuid not null,
    person uuid not null,
    receiver uuid not null,
    description text check (length(description) between 1 and 500),
    began timestamptz not null,
    ended timestamptz,
    ended_because text check (ended_because ~ '^[a-z]+(-[a-z]+)*$' and length(ended_because) <= 40),
    check ((ended is null) = (ended_because is null)),
    foreign key (credential, controller, agreement, product)
        references wayleave.credential (id, controller, agreement, product),
    foreign key (instruction, controller, agreement, product)
        references wayleave.instruction (id, controller, agreement, product),
    foreign key (person, controller) references wayleave.person (id, controller),
    foreign key (receiver, controller, agreement, product)
        references wayleave.receiver (id, controller, agreement, product),
    unique (id, controller, receiver)
);
create unique index subscription_once on wayleave.subscription (receiver) where ended is null;
create index on wayleave.subscription (controller);
create index on wayleave.subscription (agreement) where ended is null;

create function wayleave.subscription_only_ends() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) - 'ended' - 'ended_because') <> (to_jsonb(old) - 'ended' - 'ended_because')
            or old.ended is not null and new.ended is distinct from old.ended then
        raise exception 'A subscription ends, and changes in nothing else.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger subscription_only_ends before update on wayleave.subscription
    for each row execute function wayleave.subscription_only_ends();
-- A notification under way is released only if its subscription has not ended meanwhile. A new one changes no judgement.
create trigger revision after update of ended on wayleave.subscription
    for each row when (new.ended is distinct from old.ended) execute function wayleave.row_of_controller_changes();

-- Our own subscription with Street Manager, once for an account. The path of our receiver holds a secret of which only
-- the digest is kept. The account may leave the vault; what is known of it here says whose notifications these were.
create table wayleave.upstream_subscription (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    account uuid not null,
    swa_code text not null check (swa_code ~ '^[0-9]{4}$'),
    host text not null,
    role text not null,
    secret_digest bytea not null unique check (length(secret_digest) = 32),
    asked timestamptz not null,
    -- Street Manager's subscription_reference_number, once it has answered.
    reference text check (length(reference) between 1 and 200),
    -- The topic that was confirmed; notifications of another are not taken.
    topic text check (length(topic) <= 300),
    confirmed timestamptz,
    last_received timestamptz,
    ended timestamptz,
    ended_because text check (ended_because ~ '^[a-z]+(-[a-z]+)*$' and length(ended_because) <= 40),
    check ((ended is null) = (ended_because is null)),
    foreign key (agreement, controller) references wayleave.agreement (id, controller),
    unique (id, controller)
);
create unique index upstream_once on wayleave.upstream_subscription (account) where ended is null;
create index on wayleave.upstream_subscription (controller);
create index on wayleave.upstream_subscription (agreement) where ended is null;

-- When it is next looked at whether what is subscribed at Street Manager is what has to be; a row for each agreement
-- under which a product ever subscribed. Whoever looks moves it on first.
create table wayleave.subscription_upkeep (
    agreement uuid primary key,
    controller uuid not null,
    next_at timestamptz not null,
    tries int not null default 0 check (tries >= 0),
    foreign key (agreement, controller) references wayleave.agreement (id, controller)
);
create index on wayleave.subscription_upkeep (next_at);

-- What came in: only what is known of it, sealed; nothing once nobody waits for it. Its key tells a repeat.
create table wayleave.notification (
    id uuid primary key,
    controller uuid not null,
    upstream uuid not null,
    key bytea not null check (length(key) = 32),
    received timestamptz not null,
    expires timestamptz not null check (expires > received),
    sealed bytea check (length(sealed) <= 400000),
    foreign key (upstream, controller) references wayleave.upstream_subscription (id, controller),
    unique (upstream, key),
    unique (id, controller)
);
create index on wayleave.notification (controller);
create index on wayleave.notification (received);

-- One notification on its way to one receiver. Whoever carries it holds it until its lease is over, so that it is
-- carried on by another when a node is killed.
create table wayleave.delivery (
    id uuid primary key,
    controller uuid not null,
    notification uuid not null,
    subscription uuid not null,
    receiver uuid not null,
    state text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'REFUSED', 'EXPIRED', 'GONE')),
    attempts int not null default 0 check (attempts >= 0),
    next_try timestamptz not null,
    leased_until timestamptz,
    outcome text check (outcome ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(outcome) <= 60),
    finished timestamptz,
    check ((state = 'WAITING') = (finished is null)),
    foreign key (notification, controller) references wayleave.notification (id, controller) on delete cascade,
    foreign key (subscription, controller, receiver) references wayleave.subscription (id, controller, receiver),
    unique (notification, subscription)
);
create index on wayleave.delivery (receiver, next_try) where state = 'WAITING';
create index on wayleave.delivery (controller, receiver);

-- The installation's keys that sign what goes to receivers; the private half is sealed under the master key. Nobody's
-- in particular, so no tenant sees them.
create table wayleave.signing_key (
    id text primary key check (id ~ '^[A-Za-z0-9_-]{43}$'),
    public_key bytea not null check (length(public_key) = 32),
    sealed bytea not null check (length(sealed) between 60 and 1000),
    made timestamptz not null,
    retired timestamptz
);
-- One that signs; those before it stay to be verified by.
create unique index signing_key_one on wayleave.signing_key ((true)) where retired is null;

do $$
declare
    each_table text;
begin
    foreach each_table in array array['receiver', 'subscription', 'upstream_subscription', 'subscription_upkeep',
            'notification', 'delivery', 'signing_key']
    loop
        execute format('alter table wayleave.%I enable row level security', each_table);
        execute format('alter table wayleave.%I force row level security', each_table);
        execute format('create policy owner on wayleave.%I to current_user using (true) with check (true)', each_table);
    end loop;
    foreach each_table in array array['receiver', 'subscription', 'upstream_subscription', 'subscription_upkeep',
            'notification', 'delivery']
    loop
        execute format('create policy tenant on wayleave.%I to ${tenant}
            using (controller = wayleave.current_controller())
            with check (controller = wayleave.current_controller())', each_table);
    end loop;
end $$;

grant select, insert, update (state, proven, removed, challenge_at, challenges, failures, held_until, last_outcome,
    last_tried) on wayleave.receiver to ${tenant};
grant select, insert, update (ended, ended_because) on wayleave.subscription to ${tenant};
grant select, insert, update (reference, topic, confirmed, last_received, ended, ended_because)
    on wayleave.upstream_subscription to ${tenant};
grant select, insert, update (next_at, tries) on wayleave.subscription_upkeep to ${tenant};
grant select, insert, update (sealed) on wayleave.notification to ${tenant};
grant select, insert, update (state, attempts, next_try, leased_until, outcome, finished)
    on wayleave.delivery to ${tenant};

-- What a transaction may learn across Controllers, and nothing else: whose receiver's path this is, and what is due.

create function wayleave.upstream_of_secret(digest bytea, out upstream uuid, out controller uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select u.id, u.controller from upstream_subscription u
          where u.secret_digest = digest and u.ended is null $$;

-- At most so many of one receiver's at a time, counting those that others carry: a slow receiver holds up only its own.
create function wayleave.claim_deliveries(instant timestamptz, lease timestamptz, most int, most_of_one int,
        out delivery uuid, out controller uuid)
    returns setof record language sql security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$
        with due as (
            select picked.id from receiver r
            cross join lateral (
                select w.id from delivery w
                where w.receiver = r.id and w.state = 'WAITING' and w.next_try <= instant
                    and (w.leased_until is null or w.leased_until <= instant)
                order by w.next_try
                limit greatest(0, most_of_one - (select count(*) from delivery held
                    where held.receiver = r.id and held.state = 'WAITING' and held.leased_until > instant))
                for update skip locked) picked
            where r.held_until is null or r.held_until <= instant
            limit most)
        update delivery d set leased_until = lease from due where d.id = due.id returning d.id, d.controller $$;

create function wayleave.claim_challenges(instant timestamptz, lease timestamptz, most int,
        out receiver uuid, out controller uuid)
    returns setof record language sql security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$
        with due as (
            select r.id from receiver r where r.challenge_at <= instant and r.state = 'UNPROVEN'
            order by r.challenge_at limit most for update skip locked)
        update receiver r set challenge_at = lease from due where r.id = due.id returning r.id, r.controller $$;

create function wayleave.claim_upkeep(instant timestamptz, lease timestamptz, most int,
        out agreement uuid, out controller uuid, out tries int)
    returns setof record language sql security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$
        with due as (
            select k.agreement from subscription_upkeep k where k.next_at <= instant
            order by k.next_at limit most for update skip locked)
        update subscription_upkeep k set next_at = lease from due where k.agreement = due.agreement
        returning k.agreement, k.controller, k.tries $$;

-- What is long finished is forgotten; until then it tells repeats apart and can be counted.
create function wayleave.forget_notifications(finished_before timestamptz) returns bigint language sql
    security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$
        with gone as (
            delete from notification n where n.expires < finished_before
                and not exists (select from delivery d where d.notification = n.id
                    and (d.state = 'WAITING' or d.finished >= finished_before))
            returning 1)
        select count(*) from gone $$;

create function wayleave.signing_keys() returns setof wayleave.signing_key language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select * from signing_key order by made desc $$;

-- Kept unless another node was first.
create function wayleave.keep_signing_key(new_id text, new_public bytea, new_sealed bytea, instant timestamptz)
    returns void language sql security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ insert into signing_key (id, public_key, sealed, made) values (new_id, new_public, new_sealed, instant)
          on conflict do nothing $$;

grant execute on function wayleave.upstream_of_secret(bytea),
    wayleave.claim_deliveries(timestamptz, timestamptz, int, int),
    wayleave.claim_challenges(timestamptz, timestamptz, int), wayleave.claim_upkeep(timestamptz, timestamptz, int),
    wayleave.forget_notifications(timestamptz), wayleave.signing_keys(),
    wayleave.keep_signing_key(text, bytea, bytea, timestamptz) to ${resolver};

create view wayleave.observed_deliveries as
    select state, count(*) as number, min(next_try) filter (where state = 'WAITING') as oldest_due
    from wayleave.delivery group by state;
grant select on wayleave.observed_deliveries to ${observer};
