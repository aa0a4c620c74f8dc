"""A vendor's account as settings name it, and its wire, which loads the vendor's SDK when it is first used."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from app.llm.wire import Completion, OpenWire, Schema
from app.resume.asking import Prompt

MODULES = {"gemini": "app.llm.gemini", "anthropic": "app.llm.anthropic", "openai": "app.llm.openai"}
"""Each vendor's module has `open_wire(account)`; it alone imports the SDK."""


@dataclass(frozen=True, slots=True)
class Account:
    """A provider, the model asked there, the key and the address (empty: the vendor's own).

    `seconds` is the longest silence of a connection; how long an answer may take in all is judged in `remote.py`.
    """

    provider: str
    model: str
    key: str = field(repr=False)
    base_url: str = ""
    seconds: float = 30.0


class LazyWire:
    """A wire that is opened by its first call.

    The SDK is imported in a thread: that takes from one to five seconds, in which a worker must go on renewing its leases.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._opening = asyncio.Lock()
        self._wire: OpenWire | None = None
        self.provider, self.model = account.provider, account.model

    async def complete(self, prompt: Prompt, schema: Schema) -> Completion:
        return await (await self.open()).complete(prompt, schema)

    async def open(self) -> OpenWire:
        async with self._opening:
            if self._wire is None:
                self._wire = await asyncio.to_thread(_opened, self._account)
            return self._wire

    async def close(self) -> None:
        if self._wire is not None:
            await self._wire.close()


def _opened(account: Account) -> OpenWire:
    open_wire: Callable[[Account], OpenWire] = import_module(MODULES[account.provider]).open_wire
    return open_wire(account)
