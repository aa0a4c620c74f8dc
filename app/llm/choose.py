"""Which model answers: by settings, and per request."""

from uuid import UUID

from app.accounts import User
from app.errors import InvalidRequest
from app.resume.asking import LanguageModel


class ConfiguredModels:
    """The models that settings name."""

    def choose(self, provider: str | None, user: User, job_id: UUID) -> LanguageModel:
        """Raises InvalidRequest: no provider is set up yet."""
        raise InvalidRequest("No language model is set up here.", code="unknown_provider")
