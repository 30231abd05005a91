"""A resolver whose names lead where a test wants them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy.resolver import HostResolution
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ADDRESSES = "TEST_ADDRESSES"


@implementer(IHostnameResolver)
class OddResolver:
    """Every name has the addresses of the setting `TEST_ADDRESSES`, one more each time."""

    def __init__(self, reactor: Any, addresses: list[str]) -> None:
        self._reactor, self._addresses, self._asked = reactor, addresses, 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Built by Scrapy."""
        return cls(reactor, crawler.settings.getlist(ADDRESSES))

    def install_on_reactor(self) -> None:
        """Called by Scrapy."""
        self._reactor.installNameResolver(self)

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: Any, **__: Any) -> Any:  # noqa: N802 - Twisted's name
        """Tell the addresses."""
        resolution = HostResolution(name)
        receiver.resolutionBegan(resolution)
        self._asked += 1
        for address in self._addresses[: self._asked]:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()
        return resolution
