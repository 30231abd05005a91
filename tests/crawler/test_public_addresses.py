"""Which addresses a crawl may connect to."""

from __future__ import annotations

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from crawler.middlewares.public_addresses import PrivateHosts, RefusedAddressError, is_public
from crawler.spiders.news import NewsSpider


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),  # noqa: S104
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
        *("224.0.0.1", "239.1.1.1", "255.255.255.255", "198.18.0.1", "203.0.113.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::"),
        *("2001:db8::1", "2001:0:7f00:1::", "100::1", "not an address", ""),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, metadata, multicast, reserved; and those in IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.215.14", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public_addresses(address: str) -> None:
    """As they are, or carried by an IPv6 address."""
    assert is_public(address)


def allows(start: str, host: str, port: int, *, named: str = "") -> bool:
    """Whether a crawl that starts there may connect to a host that leads to this machine."""
    crawler = get_crawler(Spider, {"CHISTOVIK_PRIVATE_HOSTS": named})
    crawler.spider = NewsSpider(start)
    try:
        PrivateHosts.of(crawler).check(host, port, "127.0.0.1")
    except RefusedAddressError:
        return False
    return True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_start_that_is_written_as_a_private_address_may_be_reached(host: str) -> None:
    """Exactly that host by exactly that port: whoever wrote it meant it."""
    start = f"http://{host}:8017/news/"
    assert allows(start, host, 8017)
    assert not allows(start, host, 80)
    assert not allows(start, "127.0.0.2", 8017)


def test_a_name_is_no_address() -> None:
    """Its owner says where it leads, today to this machine."""
    assert not allows("http://example.org/", "example.org", 80)


@pytest.mark.parametrize("named", ["intranet.example", "a.example, Intranet.Example:8017"])
def test_the_setting_names_hosts_that_may_be_reached(named: str) -> None:
    """By any port, or by one."""
    assert allows("http://intranet.example:8017/", "intranet.example", 8017, named=named)
    assert not allows("http://intranet.example/", "other.example", 8017, named=named)


def test_the_error_names_host_address_and_setting() -> None:
    """So that the log says what to do."""
    message = r"a\.kz:80 leads to 10\.0\.0\.1, which is no public address; CHISTOVIK_PRIVATE_HOSTS"
    with pytest.raises(RefusedAddressError, match=message):
        PrivateHosts().check("a.kz", 80, "10.0.0.1")


def test_a_spider_of_others_reaches_public_addresses_alone() -> None:
    """It has no plan, and so no start."""
    crawler = get_crawler(Spider)
    crawler.spider = Spider("any")
    assert PrivateHosts.of(crawler).names == frozenset()
