-- Every change that can alter a judgement bumps the revision of each Controller it bears on, in the same transaction.
-- The row stays locked until that commit, so a ledger commit conditional on the revision sees "changing" or "changed".
-- Issuing a token and taking a use alter no judgement already made and bump nothing.

create function wayleave.bump(of_controller uuid) returns void language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    update controller_revision set revision = revision + 1 where controller = of_controller;
    perform pg_notify('wayleave_revision', of_controller::text);
end $$;

create function wayleave.bump_all_of(of_integrator uuid) returns void language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
declare
    each_controller uuid;
begin
    -- In one order for all, so that two changes cannot wait for each other.
    for each_controller in
        select distinct controller from agreement where integrator = of_integrator order by controller
    loop
        perform bump(each_controller);
    end loop;
end $$;

create function wayleave.controller_appears() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    insert into controller_revision (controller, revision) values (new.id, 1);
    return null;
end $$;
create trigger controller_appears after insert on wayleave.controller
    for each row execute function wayleave.controller_appears();

create function wayleave.row_of_controller_changes() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if tg_op <> 'INSERT' and old.controller is not null then
        perform bump(old.controller);
    end if;
    if tg_op <> 'DELETE' and new.controller is not null
            and (tg_op = 'INSERT' or new.controller is distinct from old.controller) then
        perform bump(new.controller);
    end if;
    return null;
end $$;

create function wayleave.controller_changes() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform bump(new.id);
    return null;
end $$;
create trigger revision after update on wayleave.controller
    for each row execute function wayleave.controller_changes();

do $$
declare
    each_table text;
begin
    foreach each_table in array array['organisation', 'organisation_prefix', 'person', 'agreement',
            'agreement_version', 'agreement_signature', 'account', 'instruction', 'instruction_person', 'credential']
    loop
        execute format('create trigger revision after insert or update or delete on wayleave.%I
            for each row execute function wayleave.row_of_controller_changes()', each_table);
    end loop;
end $$;

create trigger revision after update on wayleave.token
    for each row execute function wayleave.row_of_controller_changes();
-- A token long expired is swept away without any judgement depending on it.
create trigger revision_of_removal after delete on wayleave.token
    for each row when (old.expires > current_timestamp - interval '1 day')
    execute function wayleave.row_of_controller_changes();

create function wayleave.integrator_changes() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform bump_all_of(new.id);
    return null;
end $$;
create trigger revision after update on wayleave.integrator
    for each row execute function wayleave.integrator_changes();

create function wayleave.product_changes() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform from integrator where id = new.integrator for no key update;
    perform bump_all_of(new.integrator);
    return null;
end $$;
create trigger revision after update on wayleave.product
    for each row execute function wayleave.product_changes();

-- A new agreement waits for a change of its integrator under way, and such a change for it: none is overlooked.
create function wayleave.agreement_meets_integrator() returns trigger language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    perform from integrator where id = new.integrator for share;
    return new;
end $$;
create trigger agreement_meets_integrator before insert on wayleave.agreement
    for each row execute function wayleave.agreement_meets_integrator();
