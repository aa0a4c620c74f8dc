"""The names of everything we keep in Redis. A queue's name shards them all."""

from uuid import UUID

JOB_KEY = "arq:job:"  # arq's own prefixes: its worker reads the job under the first and we keep the owner under the second
OWNER_KEY = "arq:in-progress:"


def wake(queue: str) -> str:
    """A list: one token for each message, so that a waiting worker looks at once."""
    return f"{queue}:wake"


def workers(queue: str) -> str:
    """A sorted set: each living worker by the time it was last heard of."""
    return f"{queue}:workers"


def message(job_id: UUID, attempt: int) -> str:
    """One message for each try of a job; the same try said twice is one message."""
    return f"{job_id}:{attempt}"
