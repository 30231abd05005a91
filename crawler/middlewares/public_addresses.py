"""Which addresses a crawl may connect to: public ones, and those that whoever runs it named.

A link, a redirect or a name server of a stranger may lead to this machine, to its neighbours or to
the metadata service of a cloud (server-side request forgery). What is looked at is the address that
a connection is about to be made to, so that a name that changes its address gains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from scrapy.exceptions import DownloadCancelledError

from crawler.configuration import BY_HAND
from crawler.discovery.canonical_urls import port_of

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SETTING = "CHISTOVIK_PRIVATE_HOSTS"
# Metadata services that Python takes for public: Oracle's stands among addresses that protocols use
# among themselves (RFC 6890), Azure's in its own public range.
INSIDE_A_CLOUD = (IPv4Network("192.0.0.0/24"), IPv4Network("168.63.129.16/32"))
# All public IPv6 addresses of today are in here (RFC 4291, 2.4).
GLOBAL_UNICAST = IPv6Network("2000::/3")
# An IPv4 address stands in their last 32 bits: NAT64 (RFC 6052) and «IPv4-compatible» (RFC 4291).
CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


class RefusedAddressError(DownloadCancelledError):
    """A host that leads to an address which a crawl of the web has no business with."""


@dataclass(frozen=True, slots=True)
class PrivateHosts:
    """The hosts that may be reached though their address is not public: `host` or `host:port`."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """Those of the setting, and the start of the crawl where an address was written there.

        A name is no reason: whoever owns it says where it leads. A page that is looked at by hand
        is a start, too.
        """
        names = {name.strip().lower() for name in crawler.settings.getlist(SETTING)}
        plan = getattr(crawler.spider, "plan", None)
        starts = (plan.origin if plan else "", crawler.settings.get(BY_HAND) or "")
        written = filter(is_written_private, starts)
        return cls(frozenset(names.union(f"{urlsplit(s).hostname}:{port_of(s)}" for s in written)))

    def check(self, host: str, port: int, address: str) -> None:
        """Raise `RefusedAddressError` where this connection must not be made."""
        named = {host.lower(), f"{host.lower()}:{port}"}
        if not is_public(address) and not named & self.names:
            raise RefusedAddressError(
                f"{host}:{port} leads to {address}, which is no public address; "
                f"{SETTING} names hosts that may"
            )


def is_public(address: str) -> bool:
    """Whether everybody on the internet means the same machine by this address.

    >>> is_public("93.184.215.14"), is_public("2606:2800:21f::1")
    (True, True)
    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::a9fe:a9fe")
    (False, False, False)
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        carried = _carried(ip)
        if carried is None:
            return ip in GLOBAL_UNICAST and ip.is_global
        ip = carried
    is_inside = any(ip in network for network in INSIDE_A_CLOUD)
    return ip.is_global and not ip.is_multicast and not is_inside


def is_written_private(url: str) -> bool:
    """Whether the host of an address is itself an IP address that is not public, or `localhost`.

    >>> is_written_private("http://127.0.0.1:8017/"), is_written_private("http://localhost/")
    (True, True)
    >>> is_written_private("http://intranet/"), is_written_private("http://93.184.215.14/")
    (False, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost"
    return not is_public(host)


def _carried(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that stands in an IPv6 address, and is what packets are sent to."""
    if any(ip in network for network in CARRIERS):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
