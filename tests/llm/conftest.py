"""The vendors' server, one for the session: what it says is set by each test."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from app.accounts import User
from tests.llm.vendors import Vendors, serving


@pytest.fixture(scope="session")
def vendors() -> Iterator[Vendors]:
    with serving() as server:
        yield server


@pytest.fixture
def somebody() -> User:
    return User(uuid4(), "maria")
