-- Files that jobs made. The row comes with the job's result, in one statement; the bytes lie in the file store, at `path`.

create table artifacts (
    id uuid primary key,
    job_id uuid not null references jobs on delete cascade,
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,
    format text not null,
    content_type text not null,
    name text not null,                      -- what a browser saves it as
    size_bytes integer not null,
    sha256 text not null,
    pages smallint,                          -- null where the format has none
    path text unique,                        -- null once the bytes were given up
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    deleted_at timestamptz
);

create index artifacts_of_job on artifacts (job_id);

-- Paths whose files are to go when due, unless a row names them by then. Written before a file is stored, and together with the
-- end of the row that named it, so that no crash leaves a file for good. Without references: it outlives the job.
create table file_removals (
    path text primary key,
    job_id uuid not null,
    due_at timestamptz not null
);

create index file_removals_by_time on file_removals (due_at);

alter table artifacts enable row level security;
alter table file_removals enable row level security;
