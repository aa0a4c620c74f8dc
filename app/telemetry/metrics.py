"""Counters and clocks for Prometheus."""

from prometheus_client import Counter, Histogram

JOBS = Counter("resume_jobs_total", "Tries of jobs by how they ended.", ["kind", "status", "error"])
JOB_SECONDS = Histogram(
    "resume_job_seconds", "From a job's first start to its end.", ["kind"], buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 120)
)
REQUESTS = Counter("resume_http_requests_total", "Answers by route and status.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "resume_http_request_seconds", "Time to an answer.", ["route"], buckets=(0.002, 0.005, 0.01, 0.05, 0.2, 1, 5, 60)
)
