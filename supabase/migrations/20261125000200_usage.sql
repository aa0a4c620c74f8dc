-- What asking language models takes: a line for each call, and purses for the bounds on spending.

create table usage (
    id uuid primary key,
    tenant_id uuid not null references tenants on delete cascade,
    user_id text not null,                   -- '' once the user was erased: the sums of the tenant stay
    job_id uuid not null,                    -- no reference: what was spent stays spent when the job is gone
    kind text not null,
    day date not null,
    provider text not null,
    model text not null,
    question text not null,
    outcome text not null,                   -- answered, cached, or the code word of a failure
    input_tokens integer not null,
    output_tokens integer not null,
    cost_usd numeric(16, 9),                 -- null: nobody knows
    milliseconds integer not null
);

create index usage_of_user on usage (tenant_id, user_id, day);
create index usage_of_tenant on usage (tenant_id, day);
create index usage_of_job on usage (job_id);

-- A purse is a sum under a bound, and the table itself refuses to pass it.
create table purses (
    name text primary key,                   -- job:…, user:…:day, tenant:…:day, all:day; no name of a person
    spent numeric(16, 9) not null,
    most numeric(16, 9) not null,
    changed_at timestamptz not null default now(),
    constraint within_its_bound check (spent <= most)
);

create index purses_by_age on purses (changed_at);

alter table usage enable row level security;
alter table purses enable row level security;
