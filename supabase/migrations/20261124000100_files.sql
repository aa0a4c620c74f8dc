-- Uploads, where FILES=database keeps them here. `path` begins with the tenant's id.

create table files (
    path text primary key,
    data bytea not null,
    created_at timestamptz not null default now()
);

alter table files enable row level security;
