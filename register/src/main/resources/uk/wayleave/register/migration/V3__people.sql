-- Persons: of one Controller, of one integrator, or of the operator of this installation; never of two.

create table wayleave.person (
    id uuid primary key,
    controller uuid references wayleave.controller (id),
    integrator uuid references wayleave.integrator (id),
    identifier wayleave.label not null,
    name wayleave.label not null,
    authorities text[] not null check (authorities <@ array['SIGN', 'ADMINISTER', 'INSTRUCT']),
    standing wayleave.standing not null default 'ACTIVE',
    created timestamptz not null,
    check (controller is null or integrator is null),
    unique (id, controller),
    unique (id, integrator)
);
create unique index person_identifier on wayleave.person
    (coalesce(controller, integrator, '00000000-0000-0000-0000-000000000000'), identifier);
create trigger standing_moves before update on wayleave.person
    for each row execute function wayleave.standing_moves();

-- How a person signs in to us. One sign-in is one person: nobody can sign an agreement for both sides with it.
create table wayleave.sign_in (
    person uuid primary key references wayleave.person (id) on delete cascade,
    name text not null unique check (name = lower(name) and length(name) between 3 and 200),
    secret_hash text not null check (length(secret_hash) between 20 and 500),
    changed timestamptz not null
);
