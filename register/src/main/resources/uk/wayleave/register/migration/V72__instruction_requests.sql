-- What products ask persons of a Controller for: an instruction, which a person who has signed in gives or declines.

-- Where a product takes people back to (RFC 6749 section 3.1.2): set by its integrator, compared character by character.
create table wayleave.product_redirect (
    product uuid not null references wayleave.product (id),
    integrator uuid not null,
    uri text not null check (length(uri) between 8 and 500),
    primary key (product, uri),
    foreign key (product, integrator) references wayleave.product (id, integrator)
);

create table wayleave.instruction_request (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    integrator uuid not null,
    product uuid not null,
    credential uuid not null,
    -- REDIRECT: the person comes with a browser (RFC 9126); BACKCHANNEL: the product waits (CIBA); ASKED: it asks later
    channel text not null check (channel in ('REDIRECT', 'BACKCHANNEL', 'ASKED')),
    -- SHA-256 of the secret by which the product, or the browser, comes back to it
    digest bytea unique check (length(digest) = 32),
    -- the person it is addressed to; null: any who may instruct
    addressee uuid,
    kind text not null check (kind in ('ONE_OFF', 'SESSION', 'STANDING')),
    purpose text not null check (purpose ~ '^[A-Z_]{1,40}$'),
    operations text[] not null check (cardinality(operations) between 1 and 400),
    work_references text[] check (cardinality(work_references) between 1 and 1000),
    area int[] check (array_ndims(area) = 1 and cardinality(area) = 4),
    tier text not null check (tier in ('T0', 'T1', 'T2', 'T3')),
    closed_of_others boolean not null,
    starts timestamptz not null,
    ends timestamptz not null,
    uses bigint check (uses > 0),
    -- where a browser goes back to, with what, and what the product has to prove then
    redirect text check (length(redirect) between 8 and 500),
    state text check (length(state) <= 1000),
    challenge text check (challenge ~ '^[A-Za-z0-9_-]{43}$'),
    -- SHA-256 thumbprint of the key the token is to be bound to (RFC 9449 section 10)
    confirmation text check (confirmation ~ '^[A-Za-z0-9_-]{43}$'),
    created timestamptz not null,
    expires timestamptz not null check (expires > created),
    outcome text not null default 'WAITING' check (outcome in ('WAITING', 'APPROVED', 'DECLINED', 'SPENT')),
    decided_by uuid,
    decided timestamptz,
    instruction uuid,
    code_digest bytea unique check (length(code_digest) = 32),
    code_expires timestamptz,
    polled timestamptz,
    check ((channel = 'REDIRECT') = (redirect is not null and challenge is not null)),
    check ((channel = 'ASKED') = (digest is null)),
    check ((outcome = 'WAITING') = (decided is null)),
    check ((outcome in ('APPROVED', 'SPENT')) = (instruction is not null)),
    foreign key (credential, controller, agreement, product)
        references wayleave.credential (id, controller, agreement, product),
    foreign key (instruction, controller, agreement, product)
        references wayleave.instruction (id, controller, agreement, product),
    foreign key (addressee, controller) references wayleave.person (id, controller),
    foreign key (decided_by, controller) references wayleave.person (id, controller)
);
create index on wayleave.instruction_request (controller, created);
create index on wayleave.instruction_request (instruction);

-- What was asked for stays as it was asked for; what was decided stays decided.
create function wayleave.instruction_request_moves() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) - array['outcome', 'decided_by', 'decided', 'instruction', 'code_digest', 'code_expires', 'polled'])
            <> (to_jsonb(old) - array['outcome', 'decided_by', 'decided', 'instruction', 'code_digest', 'code_expires', 'polled']) then
        raise exception 'A request is answered, never changed.' using errcode = 'check_violation';
    end if;
    if old.outcome <> new.outcome
            and not (old.outcome = 'WAITING' and new.outcome in ('APPROVED', 'DECLINED')
                     or old.outcome = 'APPROVED' and new.outcome = 'SPENT') then
        raise exception 'A request is answered once.' using errcode = 'check_violation';
    end if;
    if old.instruction is not null and new.instruction is distinct from old.instruction then
        raise exception 'A request has one instruction.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger instruction_request_moves before update on wayleave.instruction_request
    for each row execute function wayleave.instruction_request_moves();

alter table wayleave.product_redirect enable row level security;
alter table wayleave.product_redirect force row level security;
create policy owner on wayleave.product_redirect to current_user using (true) with check (true);
create policy directory on wayleave.product_redirect for select to ${tenant}
    using (wayleave.current_controller() is not null or integrator = wayleave.current_integrator()
        or wayleave.operator_acts());
create policy own on wayleave.product_redirect to ${tenant}
    using (integrator = wayleave.current_integrator()) with check (integrator = wayleave.current_integrator());
grant select, insert, delete on wayleave.product_redirect to ${tenant};

alter table wayleave.instruction_request enable row level security;
alter table wayleave.instruction_request force row level security;
create policy owner on wayleave.instruction_request to current_user using (true) with check (true);
create policy tenant on wayleave.instruction_request to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
grant select, insert, delete,
    update (outcome, decided_by, decided, instruction, code_digest, code_expires, polled)
    on wayleave.instruction_request to ${tenant};

-- A request's own secret lies in histories of browsers, and is never good as its code.
create function wayleave.request_of_secret(secret_digest bytea, out controller uuid, out request uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select r.controller, r.id from instruction_request r where r.digest = secret_digest $$;
create function wayleave.request_of_code(of_code bytea, out controller uuid, out request uuid)
    returns setof record language sql stable security definer set search_path = pg_catalog, wayleave, pg_temp
    as $$ select r.controller, r.id from instruction_request r where r.code_digest = of_code $$;
grant execute on function wayleave.request_of_secret(bytea), wayleave.request_of_code(bytea) to ${resolver};

-- A token bound to a key proves nothing without it (RFC 9449 section 6).
alter table wayleave.token add column confirmation text check (confirmation ~ '^[A-Za-z0-9_-]{43}$');

-- An instruction approved for tokens of one key is good with no other token, however it is cited.
alter table wayleave.instruction add column confirmation text check (confirmation ~ '^[A-Za-z0-9_-]{43}$');
