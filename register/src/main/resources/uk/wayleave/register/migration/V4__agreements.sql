-- Agreements. The life cycle is held here as well as in the code: an illegal move is impossible in SQL too.

create table wayleave.agreement (
    id uuid primary key,
    controller uuid not null references wayleave.controller (id),
    integrator uuid not null references wayleave.integrator (id),
    version int not null check (version > 0),
    state text not null check (state in ('DRAFT', 'OFFERED', 'ACCEPTED', 'ACTIVE', 'SUSPENDED', 'ENDED')),
    created timestamptz not null,
    changed timestamptz not null,
    unique (id, controller),
    unique (id, controller, integrator)
);
create unique index agreement_one_active on wayleave.agreement (controller, integrator) where state = 'ACTIVE';
create index on wayleave.agreement (integrator);

-- The content of a version never changes; a change of content is another version.
create table wayleave.agreement_version (
    agreement uuid not null,
    controller uuid not null,
    integrator uuid not null,
    version int not null check (version > 0),
    content bytea not null check (length(content) between 2 and 1000000),
    content_hash text not null,
    created timestamptz not null,
    primary key (agreement, version),
    foreign key (agreement, controller, integrator) references wayleave.agreement (id, controller, integrator),
    unique (agreement, controller, integrator, version, content_hash),
    check (content_hash = encode(sha256(content), 'hex'))
);
alter table wayleave.agreement add constraint agreement_version_exists
    foreign key (id, version) references wayleave.agreement_version (agreement, version) deferrable initially deferred;

-- A signature is over one hash, by a person of one side; the composite keys let no other person, side or hash in.
create table wayleave.agreement_signature (
    agreement uuid not null,
    controller uuid not null,
    integrator uuid not null,
    version int not null,
    content_hash text not null,
    side text not null check (side in ('CONTROLLER', 'INTEGRATOR')),
    controller_person uuid,
    integrator_person uuid,
    signer_name wayleave.label not null,
    at timestamptz not null,
    primary key (agreement, version, side),
    foreign key (agreement, controller, integrator, version, content_hash)
        references wayleave.agreement_version (agreement, controller, integrator, version, content_hash),
    foreign key (controller_person, controller) references wayleave.person (id, controller),
    foreign key (integrator_person, integrator) references wayleave.person (id, integrator),
    check ((side = 'CONTROLLER') = (controller_person is not null)),
    check ((side = 'INTEGRATOR') = (integrator_person is not null)),
    check (controller_person is distinct from integrator_person)
);

create trigger never before update or delete on wayleave.agreement_version
    for each row execute function wayleave.never();
create trigger never before update or delete on wayleave.agreement_signature
    for each row execute function wayleave.never();

create function wayleave.signed_by_both(of_agreement uuid, of_version int) returns boolean language sql stable
    return (select count(distinct side) = 2 and count(distinct content_hash) = 1
            from wayleave.agreement_signature where agreement = of_agreement and version = of_version);

create function wayleave.agreement_begins() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if new.state <> 'DRAFT' or new.version <> 1 then
        raise exception 'An agreement begins as the draft of version 1.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger agreement_begins before insert on wayleave.agreement
    for each row execute function wayleave.agreement_begins();

create function wayleave.agreement_moves() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if new.id <> old.id or new.controller <> old.controller or new.integrator <> old.integrator then
        raise exception 'The parties of an agreement never change.' using errcode = 'check_violation';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
            ('DRAFT', 'OFFERED'), ('DRAFT', 'ENDED'),
            ('OFFERED', 'DRAFT'), ('OFFERED', 'ACCEPTED'), ('OFFERED', 'ENDED'),
            ('ACCEPTED', 'ACTIVE'), ('ACCEPTED', 'ENDED'),
            ('ACTIVE', 'SUSPENDED'), ('ACTIVE', 'ENDED'),
            ('SUSPENDED', 'ACTIVE'), ('SUSPENDED', 'ENDED')) then
        raise exception 'An agreement cannot move from % to %.', old.state, new.state
            using errcode = 'check_violation';
    end if;
    if new.version <> old.version then
        if new.version < old.version then
            raise exception 'An agreement never goes back to an earlier version.' using errcode = 'check_violation';
        end if;
        if not (new.state = 'DRAFT' and old.state in ('DRAFT', 'OFFERED')
                or new.state = old.state and old.state in ('ACTIVE', 'SUSPENDED')) then
            raise exception 'The version of an agreement cannot change from % to %.', old.state, new.state
                using errcode = 'check_violation';
        end if;
    end if;
    if new.state in ('ACCEPTED', 'ACTIVE', 'SUSPENDED') and not signed_by_both(new.id, new.version) then
        raise exception 'Version % is not signed by both sides over one content hash.', new.version
            using errcode = 'check_violation';
    end if;
    -- Signatures withdrawn with an offer are not picked up again: the next offer is of another version.
    if old.state = 'DRAFT' and new.state = 'OFFERED' and exists (
            select from agreement_signature s where s.agreement = new.id and s.version = new.version) then
        raise exception 'Version % was signed before it was withdrawn; offer a new version.', new.version
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger agreement_moves before update on wayleave.agreement
    for each row execute function wayleave.agreement_moves();

create function wayleave.agreement_stays() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'An agreement is ended, never deleted.' using errcode = 'check_violation';
end $$;
create trigger agreement_stays before delete on wayleave.agreement
    for each row execute function wayleave.agreement_stays();

-- Versions follow each other without gaps, and only a draft or an agreement in force gets another.
create function wayleave.version_follows() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
declare
    latest int;
    agreement_state text;
begin
    select state into agreement_state from agreement where id = new.agreement for update;
    select coalesce(max(version), 0) into latest from agreement_version where agreement = new.agreement;
    if new.version <> latest + 1 then
        raise exception 'The next version is %, not %.', latest + 1, new.version using errcode = 'check_violation';
    end if;
    if agreement_state not in ('DRAFT', 'ACTIVE', 'SUSPENDED') then
        raise exception 'An agreement that is % gets no other version.', agreement_state
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger version_follows before insert on wayleave.agreement_version
    for each row execute function wayleave.version_follows();

-- Signed is what is on offer: the offered version, or the latest amendment of an agreement in force.
create function wayleave.signature_in_time() returns trigger language plpgsql
    set search_path = pg_catalog, wayleave, pg_temp as $$
declare
    on_offer boolean;
begin
    select state = 'OFFERED' and version = new.version
            or state in ('ACTIVE', 'SUSPENDED') and version < new.version
                and new.version = (select max(v.version) from agreement_version v where v.agreement = new.agreement)
        into on_offer from agreement where id = new.agreement for update;
    if on_offer is not true then
        raise exception 'Version % is not on offer.', new.version using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger signature_in_time before insert on wayleave.agreement_signature
    for each row execute function wayleave.signature_in_time();
