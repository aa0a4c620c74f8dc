"""Which addresses are public: the ones that a fetch for a stranger may reach."""

import tomllib
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from pathlib import Path

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_UNICAST = IPv6Network(_TABLE["unicast"])
_REFUSED: tuple[Network, ...] = tuple(ip_network(network) for entry in _TABLE["refused"] for network in entry["networks"])


def is_public(address: Address) -> bool:
    """Whether the address belongs to the public internet and hides no other address.

    `ipaddress.is_global` alone lets translated (64:ff9b::/96), tunnelled (2002::/16) and cloud-internal addresses pass.
    """
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False
    if not address.is_global or address.is_multicast:
        return False
    return not any(address in network for network in _REFUSED)
