"""Which model answers: the chain that settings name, or the one that a request names, alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from app.accounts import User
from app.jobs.providers import check_provider
from app.llm.account import Account, LazyWire
from app.llm.breaker import Breaker, Guarded
from app.llm.budget import NoLedger
from app.llm.cache import Answers, Cached
from app.llm.fallback import FirstToAnswer
from app.llm.free import Counted
from app.llm.meter import Meter, Seller, Till
from app.llm.offline import OfflineModel
from app.llm.prices import load
from app.llm.remote import Patience, RemoteModel
from app.resume.asking import LanguageModel

OFFLINE = "offline"


def nameable(accounts: Sequence[Account]) -> tuple[str, ...]:
    """What a request may name: a provider (its first model), `provider:model`, and the rules."""
    names = (name for account in accounts for name in (account.provider, f"{account.provider}:{account.model}"))
    return (*dict.fromkeys(names), OFFLINE)


@dataclass(frozen=True)
class ConfiguredModels:
    """The models of this machine. Wires and breakers live as long as this does; what `choose` gives is made for one job.

    `accounts`: the first of a provider is its default. `answers` None: no answer is kept.
    """

    accounts: tuple[Account, ...] = ()
    chain: tuple[str, ...] = (OFFLINE,)
    till: Till = field(default_factory=lambda: Till(NoLedger()))
    answers: Answers | None = None
    answers_seconds: int = 0
    patience: Patience = field(default_factory=Patience)

    def choose(self, provider: str | None, user: User, job_id: UUID, *, keep: bool = True) -> LanguageModel:
        """Raises InvalidRequest for a name that is unknown or not set up here."""
        names = (provider,) if provider else self.chain
        meter = Meter(self.till, user, job_id)
        return FirstToAnswer([self._model(name, meter, self.answers if keep else None) for name in names])

    async def forget(self, user: User, job_id: UUID) -> None:
        """Raises Unavailable."""
        if self.answers:
            await self.answers.forget(user, job_id)

    @property
    def names(self) -> tuple[str, ...]:
        return nameable(self.accounts)

    async def open(self) -> None:
        """Loads the SDKs of those in the chain, and the prices, so that no job need wait for them; nothing for rules alone."""
        wires = [self._wires[name] for name in self.chain if name in self._wires]
        if wires:
            await asyncio.to_thread(load)
        for wire in wires:
            await wire.open()

    async def close(self) -> None:
        for wire in self._wires.values():
            await wire.close()

    def _model(self, name: str, meter: Meter, answers: Answers | None) -> LanguageModel:
        check_provider(name, self.names)
        if name == OFFLINE:
            return Counted(OfflineModel(), meter)
        account, wire = self._named[name], self._wires[name]
        seller = Seller(account.provider, account.model, account.base_url)
        model: LanguageModel = Guarded(
            RemoteModel(wire, meter, self.patience, account.base_url), self._breakers[account.provider]
        )
        return Cached(model, seller, meter, answers, self.answers_seconds) if answers else model

    @cached_property
    def _named(self) -> dict[str, Account]:
        exact = {f"{account.provider}:{account.model}": account for account in self.accounts}
        return exact | {account.provider: account for account in reversed(self.accounts)}

    @cached_property
    def _wires(self) -> dict[str, LazyWire]:
        opened = {account: LazyWire(account) for account in self.accounts}
        return {name: opened[account] for name, account in self._named.items()}

    @cached_property
    def _breakers(self) -> dict[str, Breaker]:
        return {account.provider: Breaker(account.provider) for account in self.accounts}
