-- Contracts on paper, kept sealed under the master key per Controller. The hash is of the document as it was given, and
-- is what an agreement's content names.

create table wayleave.agreement_document (
    id uuid primary key,
    controller uuid not null references wayleave.controller (id),
    agreement uuid not null,
    hash text not null check (hash ~ '^[0-9a-f]{64}$'),
    name wayleave.label not null,
    size int not null check (size between 1 and 10485760),
    sealed bytea not null,
    kept timestamptz not null,
    unique (agreement, hash)
);

alter table wayleave.agreement_document enable row level security;
alter table wayleave.agreement_document force row level security;
create policy owner on wayleave.agreement_document to current_user using (true) with check (true);
create policy tenant on wayleave.agreement_document to ${tenant}
    using (controller = wayleave.current_controller()) with check (controller = wayleave.current_controller());
grant select, insert, delete on wayleave.agreement_document to ${tenant};
