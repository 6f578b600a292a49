-- What a product proves itself with. A credential is of one product under one agreement, so a token names its Controller.
-- Secrets and tokens are 256 random bits, kept only as SHA-256: nothing to guess, so no slow hash is needed.

create table wayleave.credential (
    id uuid primary key,
    controller uuid not null,
    agreement uuid not null,
    integrator uuid not null,
    product uuid not null,
    client_id text not null unique check (client_id ~ '^[A-Za-z0-9_.-]{8,100}$'),
    secret_digest bytea not null check (length(secret_digest) = 32),
    standing wayleave.standing not null default 'ACTIVE',
    created timestamptz not null,
    rotated timestamptz not null,
    foreign key (agreement, controller, integrator) references wayleave.agreement (id, controller, integrator),
    foreign key (product, integrator) references wayleave.product (id, integrator),
    unique (id, controller, agreement, product)
);
create index on wayleave.credential (agreement);
create index on wayleave.credential (product);
create index on wayleave.credential (controller);
create trigger standing_moves before update on wayleave.credential
    for each row execute function wayleave.standing_moves();

create table wayleave.token (
    id uuid primary key,
    digest bytea not null unique check (length(digest) = 32),
    kind text not null check (kind in ('ACCESS', 'REFRESH')),
    controller uuid not null,
    credential uuid not null,
    agreement uuid not null,
    product uuid not null,
    instruction uuid,
    purpose text check (purpose ~ '^[A-Z_]{1,40}$'),
    issued timestamptz not null,
    expires timestamptz not null check (expires > issued),
    revoked timestamptz,
    foreign key (credential, controller, agreement, product)
        references wayleave.credential (id, controller, agreement, product),
    foreign key (instruction, controller, agreement, product)
        references wayleave.instruction (id, controller, agreement, product)
);
create index on wayleave.token (credential, expires);

create function wayleave.revoked_stays_revoked() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) - 'revoked') <> (to_jsonb(old) - 'revoked') or old.revoked is not null then
        raise exception 'A token can only be revoked, and only once.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger revoked_stays_revoked before update on wayleave.token
    for each row execute function wayleave.revoked_stays_revoked();
