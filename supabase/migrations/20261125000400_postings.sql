-- Postings that a user keeps, with what they ask for.

create table job_postings (
    id uuid primary key,
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    title text not null,
    company text,
    location text,
    raw_text text not null,
    normalized json not null,                -- requirements and keywords
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);

create index job_postings_of_user on job_postings (tenant_id, user_id, created_at desc, id desc) where deleted_at is null;

alter table job_postings enable row level security;
