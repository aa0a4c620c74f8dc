"""The moves of a job's state."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.accounts import User
from app.errors import Conflict, Unavailable, UnreadableFile
from app.jobs import lifecycle
from app.jobs.model import Job, Kind, Order, Outcome, Progress, Source, Status

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
USER = User(UUID(int=1), "maria")


def job(status: Status = Status.IN_PROGRESS, **changes: object) -> Job:
    order = Order(Kind.ANALYZE, Source("text", path="x"))
    made = lifecycle.create(UUID(int=7), order, USER, NOW, attempts=3)
    return replace(made, status=status, attempt=1, **changes)  # type: ignore[arg-type]  # fields of Job


def test_a_new_job_waits_and_is_due_at_once() -> None:
    made = lifecycle.create(UUID(int=7), Order(Kind.ANALYZE, Source("text")), USER, NOW, attempts=3)
    assert (made.status, made.due_at, made.attempt) == (Status.QUEUED, NOW, 0)
    assert made.expires_at == NOW + timedelta(days=30)


def test_a_job_that_keeps_nothing_still_waits_a_day_to_be_fetched() -> None:
    made = lifecycle.create(UUID(int=7), Order(Kind.ANALYZE, Source("text"), keep_days=0), USER, NOW, attempts=3)
    assert made.expires_at == NOW + timedelta(days=1)


def test_completion_keeps_the_result_and_says_a_hundred_percent() -> None:
    done = lifecycle.complete(job(), Outcome({"a": 1}), NOW)
    assert (done.status, done.result, done.progress, done.finished_at) == (
        Status.COMPLETE,
        {"a": 1},
        Progress("complete", 100),
        NOW,
    )


def test_a_failure_that_may_pass_puts_the_job_back_in_the_queue() -> None:
    waiting = lifecycle.again(job(), Unavailable("Away."), NOW, 8)
    assert (waiting.status, waiting.due_at, waiting.progress) == (Status.QUEUED, NOW + timedelta(seconds=8), Progress())


def test_a_job_handed_back_loses_no_try() -> None:
    assert lifecycle.hand_back(job(), NOW).attempts_allowed == 4


def test_a_buried_job_says_why() -> None:
    dead = lifecycle.bury(job(), UnreadableFile("no_text"), NOW)
    assert (dead.status, dead.error_type) == (Status.FAILED, "no_text")
    assert dead.error and "scan" in dead.error


def test_a_failed_job_lives_again_with_new_tries_and_without_its_old_error() -> None:
    dead = lifecycle.bury(job(), UnreadableFile("no_text"), NOW)
    alive = lifecycle.revive(dead, NOW, 5)
    assert (alive.status, alive.attempts_allowed, alive.error, alive.finished_at) == (Status.QUEUED, 6, None, None)


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.CANCELLED])
def test_what_has_ended_stays_so(status: Status) -> None:
    with pytest.raises(Conflict):
        lifecycle.cancel(job(status), NOW)
    with pytest.raises(Conflict):
        lifecycle.revive(job(status), NOW, 5)


def test_every_status_has_its_moves() -> None:
    assert set(lifecycle.MOVES) == set(Status)
