"""Addresses: POST with and without the last slash, and ids as they stand in a path."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from app.errors import NotFound

PREFIX = "/api/v1"
SHORT_PREFIX = "/v1"
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def both(router: APIRouter, path: str, call: Callable[..., Any], **described: Any) -> None:
    """A POST that answers with and without its last slash, without a redirect; shown as `path`."""
    twin = path.rstrip("/") if path.endswith("/") else path + "/"
    router.add_api_route(path, call, methods=["POST"], **described)
    router.add_api_route(twin, call, methods=["POST"], include_in_schema=False, status_code=described["status_code"])


def job_id_of(told: str) -> UUID:
    """The id in a path. What is no UUID is an unknown job like any other."""
    try:
        return UUID(told)
    except ValueError:
        raise no_such_job(told) from None


def no_such_job(told: str) -> NotFound:
    name = f"{sane(told)} " if sane(told) else ""
    return NotFound(f"Job {name}not found. It may have expired or never existed.", code="job_not_found")


def resume_id_of(told: str) -> UUID:
    """The id of a résumé version in a path, likewise."""
    return _id_of(told, "Résumé", "resume_not_found")


def attestation_id_of(told: str) -> UUID:
    """The id of an attestation in a path, likewise."""
    return _id_of(told, "Attestation", "attestation_not_found")


def posting_id_of(told: str) -> UUID:
    """The id of a posting in a path, likewise."""
    return _id_of(told, "Posting", "posting_not_found")


def _id_of(told: str, noun: str, code: str) -> UUID:
    try:
        return UUID(told)
    except ValueError:
        name = f"{sane(told)} " if sane(told) else ""
        raise NotFound(f"{noun} {name}not found. It may have been deleted or never existed.", code=code) from None


def sane(told: str) -> str | None:
    """The id as told, where it looks like one."""
    return told if TOKEN.fullmatch(told) else None
