-- Tenants, their keys, and the life of jobs.
-- Row-level security is on everywhere and no policy is given: the public (anon) key of Supabase sees nothing.

create table tenants (
    id uuid primary key default gen_random_uuid(),
    name text not null unique,
    created_at timestamptz not null default now()
);

-- A key is kept as a digest under the server's secret; `hint` (the first characters) is for people.
create table api_keys (
    id uuid primary key default gen_random_uuid(),
    tenant_id uuid not null references tenants on delete cascade,
    digest bytea not null unique,
    hint text not null,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);

create table jobs (
    id uuid primary key,
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    kind text not null,
    source jsonb not null,
    options jsonb not null,
    metadata jsonb not null,
    resume_improvement_id text,
    keep_days smallint not null,
    request_id text,
    status text not null check (status in ('queued', 'in_progress', 'complete', 'failed', 'cancelled')),
    version integer not null,                -- grows with each change of state; every write is fenced by it
    attempt integer not null,                -- tries begun
    attempts_allowed integer not null,
    stage text not null,
    percent smallint not null,
    worker text,
    result json,                             -- as it was made, its fields in their order
    error text,
    error_type text,
    created_at timestamptz not null,
    due_at timestamptz not null,             -- when the next try is due
    resend_at timestamptz,                   -- the outbox mark: when the sweep looks whether a message was lost
    leased_until timestamptz,                -- a worker that is silent past this has lost the job
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz not null,
    hidden_at timestamptz
);

create index jobs_of_user on jobs (tenant_id, user_id, created_at desc, id desc) where hidden_at is null;
create index jobs_to_resend on jobs (resend_at) where status in ('queued', 'in_progress');
create index jobs_to_expire on jobs (expires_at);
create index jobs_run_times on jobs (kind, finished_at desc) where status = 'complete';

create table job_events (
    id bigint generated always as identity primary key,
    job_id uuid not null references jobs on delete cascade,
    kind text not null check (kind in ('status', 'progress')),
    status text not null,
    stage text not null,
    percent smallint not null,
    attempt integer not null,
    error_type text,
    at timestamptz not null default now()
);

create index job_events_of_job on job_events (job_id, id);

-- An answer is kept for a day under the caller's key; `resource_id` is the id the request acts under, whoever repeats it.
create table idempotency_keys (
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    key text not null,
    fingerprint bytea not null,
    resource_id uuid not null,
    held_until timestamptz not null,
    status smallint,
    headers jsonb,
    body jsonb,
    created_at timestamptz not null default now(),
    primary key (tenant_id, user_id, key)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);

alter table tenants enable row level security;
alter table api_keys enable row level security;
alter table jobs enable row level security;
alter table job_events enable row level security;
alter table idempotency_keys enable row level security;
