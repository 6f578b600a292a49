-- Under which instruction the first call was made: where it took that instruction's last use, its repeat is no further
-- use. Nothing has written such rows before.

delete from wayleave.repeat;
alter table wayleave.repeat add column instruction uuid not null;
