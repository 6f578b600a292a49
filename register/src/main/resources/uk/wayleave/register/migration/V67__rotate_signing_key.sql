-- A new key signs from now on; the one before stays to be verified by, as long as anything that it signed may still be
-- looked at, and is then forgotten. Only in a transaction of the operator's.

create function wayleave.rotate_signing_key(new_id text, new_public bytea, new_sealed bytea, instant timestamptz,
        forget_before timestamptz) returns void language plpgsql security definer
    set search_path = pg_catalog, wayleave, pg_temp as $$
begin
    if not operator_acts() then
        raise exception 'The operator alone changes the signing key.' using errcode = 'insufficient_privilege';
    end if;
    delete from signing_key where retired <= forget_before;
    update signing_key set retired = instant where retired is null;
    insert into signing_key (id, public_key, sealed, made) values (new_id, new_public, new_sealed, instant);
end $$;
grant execute on function wayleave.rotate_signing_key(text, bytea, bytea, timestamptz, timestamptz) to ${tenant};
