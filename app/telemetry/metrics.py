"""Counters and clocks for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

JOBS = Counter("resume_jobs_total", "Tries of jobs by how they ended.", ["kind", "status", "error"])
JOB_SECONDS = Histogram(
    "resume_job_seconds", "From a job's first start to its end.", ["kind"], buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 120)
)
REQUESTS = Counter("resume_http_requests_total", "Answers by route and status.", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "resume_http_request_seconds", "Time to an answer.", ["route"], buckets=(0.002, 0.005, 0.01, 0.05, 0.2, 1, 5, 60)
)

LLM_CALLS = Counter("resume_llm_calls_total", "Calls of language models by how they ended.", ["provider", "model", "outcome"])
LLM_TOKENS = Counter("resume_llm_tokens_total", "Tokens read and written.", ["provider", "model", "direction"])
LLM_COST = Counter("resume_llm_cost_usd_total", "What calls cost, as far as it is known.", ["provider", "model"])
LLM_UNPRICED = Counter("resume_llm_unpriced_calls_total", "Calls whose cost is not known.", ["provider", "model"])
LLM_RESTS = Counter("resume_llm_rests_total", "How often a provider was left alone after failures in a row.", ["provider"])
LLM_AVERAGE_COST = Gauge("resume_llm_average_cost_usd", "What the last hundred paid jobs of this process cost on average.")
LLM_COST_ALERTS = Counter("resume_llm_cost_alerts_total", "How often that average passed COST_ALERT_USD.")
