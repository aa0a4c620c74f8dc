"""The life of a job: queued, tried, tried again, done or given up."""
