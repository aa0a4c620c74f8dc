-- What a user keeps: résumés in versions, and what they affirm about themselves.

-- A résumé with all its versions; it counts those ever made, so that the next has a number of its own.
create table resume_families (
    id uuid primary key,                     -- that of its first version
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    versions integer not null
);

create table resume_versions (
    id uuid primary key,
    family_id uuid not null references resume_families on delete cascade,
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    parent_id uuid references resume_versions on delete set null,
    version integer not null,
    title text not null,
    parsed json not null,                    -- the résumé with its raw text
    improve_job_id uuid,                     -- the job that it was made from, which may be gone
    selection json,                          -- what of that job was taken
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    unique (family_id, version)
);

create index resume_versions_of_user on resume_versions (tenant_id, user_id, created_at desc, id desc) where deleted_at is null;
create index resume_versions_by_parent on resume_versions (parent_id) where parent_id is not null;
create index resume_versions_by_job on resume_versions (improve_job_id) where improve_job_id is not null;

create table attestations (
    id uuid primary key,
    family_id uuid not null references resume_families on delete cascade,
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    question text not null,
    answer text not null,
    location text,
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);

create index attestations_of_resume on attestations (family_id, created_at desc, id desc) where deleted_at is null;

alter table resume_families enable row level security;
alter table resume_versions enable row level security;
alter table attestations enable row level security;
