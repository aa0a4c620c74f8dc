"""Links to files that hold for minutes: whoever has one may fetch that one file, without a key.

The signature is an HMAC-SHA256 over the method, the file's id, the expiry and the id of the key it was made with, each as it
stands in the address: another spelling of the same id is another text, and is refused.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

LONGEST_LINK_SECONDS = 900
ROUND_SECONDS = 300
"""Expiries are rounded to this, so that a poller who asks again gets the same link, and with it the same ETag."""

METHOD = "GET"


@dataclass(frozen=True, slots=True)
class Link:
    """What stands in the address of a signed link, as told."""

    file_id: str
    expires: str
    key: str
    signature: str

    @property
    def expires_at(self) -> datetime:
        """When it ends."""
        return datetime.fromtimestamp(int(self.expires), UTC)


class Signer:
    """Makes links and judges them. Links that were made with another secret are worth nothing."""

    def __init__(self, secret: str) -> None:
        self._secret = hmac.digest(secret.encode(), b"links to files", "sha256")
        self._key = hashlib.sha256(self._secret).hexdigest()[:8]

    def link(self, file_id: UUID, now: datetime) -> Link:
        """A link that holds between ten and fifteen minutes."""
        expires = int(now.timestamp()) // ROUND_SECONDS * ROUND_SECONDS + LONGEST_LINK_SECONDS
        return Link(str(file_id), str(expires), self._key, self._sign(str(file_id), str(expires)))

    def holds(self, link: Link, now: datetime) -> bool:
        """Whether we made it, and its time is not over."""
        genuine = hmac.compare_digest(link.signature.encode(), self._sign(link.file_id, link.expires).encode())
        return genuine and link.key == self._key and now < link.expires_at

    def _sign(self, file_id: str, expires: str) -> str:
        told = "\n".join((METHOD, file_id, expires, self._key))
        return hmac.new(self._secret, told.encode(), hashlib.sha256).hexdigest()
