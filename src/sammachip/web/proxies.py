"""Who asks, where proxies stand in front: the last address that no trusted proxy has."""

from collections.abc import Collection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address


def asked_from(peer: str, forwarded: str, trusted: Collection[IPv4Network | IPv6Network]) -> str:
    """The address behind `peer`, which is followed back through X-Forwarded-For as far as each hop is trusted.

    Each proxy adds to that header whom it heard from, at its end; what stands before an address that is not trusted may
    be anybody's invention and is not read, nor is anything before what is no address.
    """
    hop, hops = peer, [one.strip() for one in forwarded.split(",")]
    while hops and _is_trusted(hop, trusted) and (before := _read(hops.pop())) is not None:
        hop = str(before)
    return hop


def _is_trusted(hop: str, trusted: Collection[IPv4Network | IPv6Network]) -> bool:
    address = _read(hop)
    return address is not None and any(address in one for one in trusted)


def _read(hop: str) -> IPv4Address | IPv6Address | None:
    """An address as proxies write it: bare, or with the port it came from."""
    bare = hop[1:].partition("]")[0] if hop.startswith("[") else hop
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
