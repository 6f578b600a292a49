-- What screening found in the texts of a call and what became of it, as "warned:name:2": class and number, never a text.
-- The ledger has had it all along, so that it is read anew from the start.
alter table wayleave.recorded_call add column texts text[] not null default '{}';
grant update (texts) on wayleave.recorded_call to ${tenant};
update wayleave.recorded_call_reached set sequence = 0;
