"""Under which names and addresses other machines of this home reach this one."""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: Networks a home may have (RFC 1918, RFC 3927, RFC 4193); the certificate is good for no other.
HOME_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "fc00::/7",
        "fe80::/10",
    )
)

# RFC 5737: never assigned. A UDP socket that is only "connected" sends nothing; the system merely
# says which of its own addresses it would use.
_NOWHERE = ("192.0.2.1", 9)


def lan_addresses() -> tuple[Address, ...]:
    """Return this machine's IPv4 addresses on home networks, the one in use first."""
    found = [*_address_in_use(), *_addresses_by_name()]
    return tuple(dict.fromkeys(address for address in found if is_at_home(address)))


def is_at_home(address: Address) -> bool:
    """Whether an address belongs to a home network."""
    return any(address in network for network in HOME_NETWORKS)


def host_name() -> str:
    """Return the name under which multicast DNS finds this machine, e.g. ``desk.local``."""
    first, _, _ = socket.gethostname().lower().partition(".")
    return f"{first or 'surefoot'}.local"


def _address_in_use() -> list[Address]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOWHERE)
        except OSError:
            return []
        return [ipaddress.ip_address(probe.getsockname()[0])]


def _addresses_by_name() -> list[Address]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
    except OSError:
        return []
    return [ipaddress.ip_address(str(entry[4][0])) for entry in found]
