"""A request said twice is done once: Idempotency-Key on every POST."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import orjson
from starlette.requests import Request

from app.accounts import User
from app.api.envelope import add_header
from app.errors import AppError, InvalidRequest, Unavailable
from app.services import Replay, Services

TOKEN = re.compile(r"[\x21-\x7e]{1,255}")
Act = Callable[[UUID], Awaitable[Replay]]
"""Does what was asked under an id, and returns the answer to keep."""


async def once(request: Request, user: User, services: Services, content: Any, act: Act) -> Replay:
    """The answer of `act`, or of the same request before it. `content`: what makes two requests the same, as JSON."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return await act(uuid4())
    held = await services.idempotency.reserve(user, _token(key), _fingerprint(request, content), uuid4())
    if isinstance(held, Replay):
        add_header(request, "Idempotent-Replayed", "true")
        return held
    answer = await _acted(held.resource_id, user, key, services, act)
    with suppress(Unavailable):  # what was done stands; a repetition acts under the same id
        await services.idempotency.keep(user, key, answer)
    return answer


async def _acted(resource_id: UUID, user: User, key: str, services: Services, act: Act) -> Replay:
    try:
        return await act(resource_id)
    except Unavailable:
        with suppress(Unavailable):
            await services.idempotency.lapse(user, key)
        raise
    except AppError:
        await services.idempotency.release(user, key)
        raise


def _token(key: str) -> str:
    if not TOKEN.fullmatch(key):
        detail = "Idempotency-Key must have 1 to 255 visible ASCII characters, as a UUID has."
        field = {"field": "Idempotency-Key", "in": "header", "detail": detail, "code": "idempotency_key"}
        raise InvalidRequest(detail, code="invalid_idempotency_key", fields=(field,))
    return key


def _fingerprint(request: Request, content: Any) -> bytes:
    path = request.url.path.rstrip("/")
    return hashlib.blake2b(orjson.dumps([path, content], option=orjson.OPT_SORT_KEYS), digest_size=32).digest()
