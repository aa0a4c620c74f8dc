"""Who calls: a key, or a token of Supabase's, becomes a User. A route without `Caller` is public, and looks it."""

from contextlib import suppress
from typing import Annotated, Any
from uuid import UUID

import jwt
from fastapi import Depends, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.requests import HTTPConnection, Request

from app.accounts import KEY_PREFIX, User
from app.api.limits import count
from app.api.schemas.text import is_user_id
from app.api.services import Current
from app.errors import InvalidRequest, Unauthorized
from app.services import Services

DEFAULT_USER = "demo"
LONGEST_KEY = 512
LEEWAY_SECONDS = 10
IN_URL = frozenset({"api_key", "apikey", "api-key", "x-api-key", "x_api_key", "access_token", "token", "jwt", "bearer"})

API_KEY = APIKeyHeader(
    name="X-API-Key", scheme_name="ApiKey", auto_error=False, description="The key of your tenant. `make run` prints one."
)
BEARER = HTTPBearer(
    scheme_name="Bearer",
    auto_error=False,
    bearerFormat="JWT",
    description="A Supabase access token, where the server takes them.",
)


async def caller_of(connection: HTTPConnection, services: Services) -> User:
    """The user behind a request or a socket, counted against the limits.

    Raises Unauthorized, InvalidRequest for a user's id that cannot be, or RateLimited.
    """
    _refuse_keys_in_address(connection)
    key = connection.headers.get("x-api-key")
    user = await _by_key(connection, key, services) if key else await _by_token(connection, services)
    await count(connection, user, services)
    return user


async def _caller(
    request: Request, services: Current, _key: Annotated[Any, Security(API_KEY)], _token: Annotated[Any, Security(BEARER)]
) -> User:
    return await caller_of(request, services)


Caller = Annotated[User, Depends(_caller)]


def check_user(connection: HTTPConnection, told: str | None, user: User) -> None:
    """A user named in the body must be the one that the headers name, where these name one."""
    named = "x-user-id" in connection.headers or "x-api-key" not in connection.headers
    if told is not None and named and told != user.user_id:
        raise _other_user("user_id", "body")


def _refuse_keys_in_address(connection: HTTPConnection) -> None:
    for name, value in connection.query_params.multi_items():
        if name.lower() in IN_URL or value.startswith(KEY_PREFIX):
            raise Unauthorized(
                "A key must not stand in an address, where logs and histories keep it. Send it in the X-API-Key header,"
                " and have this one replaced.",
                code="key_in_url",
            )


async def _by_key(connection: HTTPConnection, key: str, services: Services) -> User:
    tenant = await services.accounts.tenant_of(key) if len(key) <= LONGEST_KEY else None
    if tenant is None:
        raise Unauthorized("This API key is not valid. Check it for missing characters, or ask for a new one.", code="wrong_key")
    return User(tenant, _told_user(connection) or DEFAULT_USER)


def _told_user(connection: HTTPConnection) -> str | None:
    told = connection.headers.get("x-user-id")
    if told is None:
        return None
    with suppress(UnicodeDecodeError):  # headers come as Latin-1, ids in other letters as UTF-8
        told = told.encode("latin-1").decode()
    if not is_user_id(told):
        detail = "X-User-Id must have 1 to 128 visible characters."
        field = {"field": "X-User-Id", "in": "header", "detail": detail, "code": "user_id"}
        raise InvalidRequest(detail, code="invalid_user_id", fields=(field,))
    return told


async def _by_token(connection: HTTPConnection, services: Services) -> User:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    secret = services.doorstep.jwt_secret
    if scheme.lower() != "bearer" or secret is None:
        raise Unauthorized("Send your API key in the X-API-Key header.", code="no_key")
    subject = _subject(token.strip(), secret)
    if (_told_user(connection) or subject) != subject:
        raise _other_user("X-User-Id", "header")
    return User(await _tenant(connection, services), subject)


def _subject(token: str, secret: str) -> str:
    try:
        claims = jwt.decode(
            token, secret, algorithms=["HS256"], audience="authenticated", leeway=LEEWAY_SECONDS,
            options={"require": ["exp", "sub"]},
        )  # fmt: skip
    except jwt.ExpiredSignatureError:
        raise Unauthorized("The token has expired. Sign in again for a new one.", code="token_expired") from None
    except jwt.InvalidTokenError:
        raise Unauthorized("The token is not valid here. Sign in again for a new one.", code="wrong_token") from None
    subject = claims["sub"]
    if not is_user_id(subject):
        raise Unauthorized("The token names no user. Sign in again for a new one.", code="wrong_token")
    return str(subject)


async def _tenant(connection: HTTPConnection, services: Services) -> UUID:
    """The tenant of all who come with a token; asked for once in a process's life."""
    state = connection.app.state
    if state.token_tenant is None:
        state.token_tenant = await services.accounts.tenant_named(services.doorstep.jwt_tenant)
    tenant: UUID = state.token_tenant
    return tenant


def _other_user(field: str, place: str) -> InvalidRequest:
    detail = f"`{field}` names another user than the one who calls. Leave it out, or make both the same."
    fields = ({"field": field, "in": place, "detail": detail, "code": "user_mismatch"},)
    return InvalidRequest(detail, code="user_mismatch", fields=fields)
