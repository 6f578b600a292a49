-- Lists show rows of other organisations, page by page: how many each page showed, by a keyed digest of what was asked.
alter table wayleave.foreign_read drop constraint foreign_read_kind_check;
alter table wayleave.foreign_read add constraint foreign_read_kind_check check (kind in ('RECORD', 'AREA', 'ROWS'));
alter table wayleave.foreign_read add column row_count integer not null default 0 check (row_count >= 0);
grant update (row_count) on wayleave.foreign_read to ${tenant};
