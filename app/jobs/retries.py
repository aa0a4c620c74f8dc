"""Whether a failed try is followed by another: decided here, once."""

from app.errors import AppError

FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0


def delay(error: AppError, attempt: int, allowed: int) -> float | None:
    """Seconds until the next try after `attempt` tries; None when there should be none."""
    if not error.retryable or attempt >= allowed:
        return None
    return max(error.retry_after or 0.0, min(FIRST_PAUSE * 2.0 ** (attempt - 1), LONGEST_PAUSE))
