"""Logs as events with fields. Only fields on the list get through, so that no résumé's words can."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog
from structlog.typing import Processor

FIELDS = frozenset(
    {
        *("event", "level", "timestamp", "logger", "where", "worker", "version", "environment"),
        *("request_id", "job_id", "kind", "attempt", "status", "seconds", "error", "error_type", "message", "jobs", "files"),
        *("code", "method", "route", "part", "port", "pid", "signal", "function", "stage", "count", "host", "migrations"),
        *("places", "ended_by", "reason"),
        *("provider", "model", "question", "outcome", "input_tokens", "output_tokens", "cost_usd", "limit_usd", "milliseconds"),
    }
)


def set_up(form: Literal["json", "console"], level: str) -> None:
    """Routes structlog and the standard library's loggers to standard error in one form."""
    renderer = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _only_known_fields,
    ]
    structlog.configure(
        processors=[*before, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    _quiet_the_others(level)


def _only_known_fields(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name in FIELDS}


def _quiet_the_others(level: str) -> None:
    """Libraries speak to us only when something is wrong: their information lines repeat ours, or show what they handle."""
    quiet = max(logging.WARNING, logging.getLevelNamesMapping()[level])
    logging.basicConfig(level=quiet, stream=sys.stderr, force=True)
    for handler in logging.getLogger().handlers:
        handler.setLevel(quiet)  # the vendors' clients set their own loggers to DEBUG by an environment variable
    for name in ("arq", "uvicorn.access", "httpx", "httpcore", "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.ERROR)
