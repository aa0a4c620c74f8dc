"""A stranger's URL becomes a target that is understood in one way only, or is refused.

Everything odd is refused rather than repaired: two readers that differ about a URL are how a judged address and a dialled
one come apart.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from app.errors import UnreachableUrl
from app.storage.addresses import Address

MOST_CHARACTERS = 2048
"""What browsers and proxies agree to carry."""

PORTS = {"http": 80, "https": 443}

_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ud800-\udfff]")
_BRACKETED = re.compile(r"\[[0-9a-fA-F:.]+\](?::[0-9]*)?")
_HALF_A_URL = re.compile(r"https?:(?!//[^/?#])|///", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_IN_PATH = "/%:@!$&'()*+,;=~-._"

NOT_UNDERSTOOD = "The address is not one we can fetch. Send a plain http or https link to the file, or upload the file."
WITH_A_KEY = "The address holds a user name or password. Send a link without one, or upload the file."
ODD_PORT = "The address names an unusual port. Send a link on the usual ports, or upload the file."
NOT_PUBLIC = "The address does not lead to a public host. Check its spelling, or upload the file."


@dataclass(frozen=True)
class Target:
    """Where to go: `address` when the host is one, `trusted` when the settings name the host."""

    scheme: str
    host: str
    port: int
    path: str
    address: Address | None
    trusted: bool

    @property
    def authority(self) -> str:
        """The host as the Host header has it."""
        host = f"[{self.host}]" if isinstance(self.address, IPv6Address) else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL in full, as understood."""
        return f"{self.scheme}://{self.authority}{self.path}"


def target(url: str, allowed_hosts: Set[str] = frozenset()) -> Target:
    """The one meaning of `url`. Raises UnreachableUrl `url_refused` for whatever is odd about it.

    `allowed_hosts` are hosts (`localhost`, any port) or hosts with a port (`[::1]:9000`) that development trusts.
    """
    parts = _parts(url.strip())
    host, address = _host(parts)
    port = _port(parts)
    bracketed = f"[{host}]" if isinstance(address, IPv6Address) else host
    trusted = not allowed_hosts.isdisjoint({bracketed, f"{bracketed}:{port}"})
    if not trusted:
        _require_usual(host, port, address)
    return Target(parts.scheme, host, port, _path(parts), address, trusted)


def joined(place: Target, location: str) -> str:
    """Where a redirect leads, still to be judged by `target`. Raises UnreachableUrl `url_refused`."""
    _require_printable(location)  # before joining, which drops some of what it does not like
    if _HALF_A_URL.match(location):
        raise UnreachableUrl(NOT_UNDERSTOOD)
    try:
        return urljoin(place.url, location)
    except ValueError:
        raise UnreachableUrl(NOT_UNDERSTOOD) from None


def _require_printable(url: str) -> None:
    if len(url) > MOST_CHARACTERS or _UNPRINTABLE.search(url):
        raise UnreachableUrl(NOT_UNDERSTOOD)


def _parts(url: str) -> SplitResult:
    _require_printable(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise UnreachableUrl(NOT_UNDERSTOOD) from None
    if parts.scheme not in PORTS or not parts.netloc or "%" in parts.netloc or parts.netloc.endswith(":"):
        raise UnreachableUrl(NOT_UNDERSTOOD)
    if "[" in parts.netloc and not _BRACKETED.fullmatch(parts.netloc.rpartition("@")[2]):
        raise UnreachableUrl(NOT_UNDERSTOOD)
    if "@" in parts.netloc:
        raise UnreachableUrl(WITH_A_KEY)
    return parts


def _port(parts: SplitResult) -> int:
    try:
        return PORTS[parts.scheme] if parts.port is None else parts.port
    except ValueError:
        raise UnreachableUrl(NOT_UNDERSTOOD) from None


def _host(parts: SplitResult) -> tuple[str, Address | None]:
    host = parts.hostname or ""
    try:
        if "[" in parts.netloc:
            address = IPv6Address(host)
            return address.compressed, address
        name = _ascii(host).removesuffix(".")
        labels = name.split(".")
        if _NUMBER.fullmatch(labels[-1]):  # 127.1, 0x7f000001, 017700000001: an address in four plain parts, or nothing
            return name, IPv4Address(name)
    except (AddressValueError, UnicodeError):
        raise UnreachableUrl(NOT_UNDERSTOOD) from None
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise UnreachableUrl(NOT_UNDERSTOOD)
    return name, None


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    return idna.encode(host, uts46=True, std3_rules=True).decode("ascii").lower()


def _require_usual(host: str, port: int, address: Address | None) -> None:
    if port not in PORTS.values():
        raise UnreachableUrl(ODD_PORT)
    if address is None and "." not in host:
        raise UnreachableUrl(NOT_PUBLIC)


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_IN_PATH)
    return f"{path}?{quote(parts.query, safe=_IN_PATH + '?[]')}" if parts.query else path
