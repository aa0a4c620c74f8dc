"""Whether, and when, another try follows."""

import pytest

from app.errors import AppError, Internal, Unavailable, UnreadableFile
from app.jobs.retries import delay


@pytest.mark.parametrize(
    ("error", "attempt", "seconds"),
    [
        (Unavailable("Away."), 1, 2.0),
        (Unavailable("Away."), 2, 4.0),
        (Unavailable("Away."), 4, 16.0),
        (Unavailable("Away.", retry_after=30), 1, 30.0),
        (Unavailable("Away."), 5, None),
        (UnreadableFile("encrypted_file"), 1, None),
        (Internal("Ours."), 1, None),
    ],
)
def test_the_pause_before_the_next_try(error: AppError, attempt: int, seconds: float | None) -> None:
    assert delay(error, attempt, allowed=5) == seconds


def test_pauses_stop_growing_at_a_minute() -> None:
    assert delay(Unavailable("Away."), 19, allowed=20) == 60.0
