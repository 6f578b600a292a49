-- Each clause of a version that is on offer is attested by a named person of either side.

create table wayleave.agreement_attestation (
    agreement uuid not null,
    controller uuid not null,
    integrator uuid not null,
    version int not null,
    content_hash text not null,
    side text not null check (side in ('CONTROLLER', 'INTEGRATOR')),
    clause text not null check (clause ~ '^[A-Z][0-9][a-z]?$'),
    controller_person uuid,
    integrator_person uuid,
    attester_name wayleave.label not null,
    at timestamptz not null,
    primary key (agreement, version, side, clause),
    foreign key (agreement, controller, integrator, version, content_hash)
        references wayleave.agreement_version (agreement, controller, integrator, version, content_hash),
    foreign key (controller_person, controller) references wayleave.person (id, controller),
    foreign key (integrator_person, integrator) references wayleave.person (id, integrator),
    check ((side = 'CONTROLLER') = (controller_person is not null)),
    check ((side = 'INTEGRATOR') = (integrator_person is not null))
);
create trigger never before update or delete on wayleave.agreement_attestation
    for each row execute function wayleave.never();
-- As a signature: only of what is on offer.
create trigger attestation_in_time before insert on wayleave.agreement_attestation
    for each row execute function wayleave.signature_in_time();

alter table wayleave.agreement_attestation enable row level security;
alter table wayleave.agreement_attestation force row level security;
create policy owner on wayleave.agreement_attestation to current_user using (true) with check (true);
create policy tenant on wayleave.agreement_attestation to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
grant select, insert on wayleave.agreement_attestation to ${tenant};
