-- Whom to ring when an integrator's systems misbehave (DfT asks for two). Personal data that changes and can be deleted,
-- so it stands neither in what both sides sign nor in the ledger.

create table wayleave.technical_contact (
    id uuid primary key,
    integrator uuid not null references wayleave.integrator (id),
    name wayleave.label not null,
    email text not null check (length(email) between 3 and 254 and email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
    telephone text not null check (length(telephone) <= 40),
    changed timestamptz not null
);
create index on wayleave.technical_contact (integrator);

alter table wayleave.technical_contact enable row level security;
alter table wayleave.technical_contact force row level security;
create policy owner on wayleave.technical_contact to current_user using (true) with check (true);
create policy own on wayleave.technical_contact to ${tenant}
    using (integrator = wayleave.current_integrator()) with check (integrator = wayleave.current_integrator());
-- The operator, DfT's observers among them, and the Controllers that have an agreement with the integrator.
create policy operator_reads on wayleave.technical_contact for select to ${tenant} using (wayleave.operator_acts());
create policy controller_reads on wayleave.technical_contact for select to ${tenant}
    using (exists (select from wayleave.agreement a
        where a.integrator = technical_contact.integrator and a.controller = wayleave.current_controller()
            and a.state <> 'ENDED'));
grant select, insert, delete on wayleave.technical_contact to ${tenant};

-- How many an integrator has named: a Controller that drafts an agreement has to know that, and no more.
create function wayleave.technical_contacts(of_integrator uuid) returns int language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select count(*)::int from technical_contact t where t.integrator = of_integrator $$;
grant execute on function wayleave.technical_contacts(uuid) to ${tenant};

-- Whether anything of an integrator's is on offer or in force, so that its contacts do not fall short meanwhile.
create function wayleave.is_bound(of_integrator uuid) returns boolean language sql stable security definer
    set search_path = pg_catalog, wayleave, pg_temp
    as $$ select exists (select from agreement a where a.integrator = of_integrator
                         and a.state in ('OFFERED', 'ACCEPTED', 'ACTIVE', 'SUSPENDED')) $$;
grant execute on function wayleave.is_bound(uuid) to ${tenant};
