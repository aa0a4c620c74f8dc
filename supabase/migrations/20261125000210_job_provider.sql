-- Who wrote a job's texts, kept beside its result so that sums over many jobs need not read their results.
alter table jobs add column provider text generated always as (result -> 'run' ->> 'provider') stored;
