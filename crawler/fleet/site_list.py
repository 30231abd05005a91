"""Lists of sites in files: one address a line, or OPML as feed readers write it."""

from __future__ import annotations

from urllib.parse import urlsplit

from lxml import etree

from crawler.discovery.canonical_urls import canonical_url
from crawler.monitoring.printable import one_line


class SiteListError(Exception):
    """A list that can't be read; the message says where and why."""


def read_sites(data: bytes, name: str) -> list[str]:
    """The addresses in a list, each once; `name` is that of the file. Raises `SiteListError`."""
    is_xml = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    found = _from_opml(data, name) if is_xml else _from_lines(data, name)
    return list(dict.fromkeys(checked(address, place) for address, place in found))


def checked(address: str, place: str = "") -> str:
    """The one spelling of an address; raises `SiteListError` for what is no address of a site."""
    found = canonical_url(address)
    if found is None:
        raise SiteListError(
            f"{place}{one_line(address)}: no web address; write it as https://example.org/"
        )
    return found


def _from_lines(data: bytes, name: str) -> list[tuple[str, str]]:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SiteListError(f"{name} is not UTF-8 (at byte {error.start:,})") from None
    each = ((number, line.split("#", 1)[0].strip()) for number, line in enumerate(lines, 1))
    return [(address, f"{name}, line {number}: ") for number, address in each if address]


def _from_opml(data: bytes, name: str) -> list[tuple[str, str]]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise SiteListError(f"{name} is no OPML: {error.msg}") from None
    return [
        (address, f"{name}, line {outline.sourceline}: ")
        for outline in root.iter("outline")
        if (address := outline.get("htmlUrl") or _site_of(outline.get("xmlUrl") or ""))
    ]


def _site_of(feed: str) -> str:
    """The site of a feed that names none: its front page."""
    parts = urlsplit(feed)
    return f"{parts.scheme}://{parts.netloc}/" if parts.netloc else ""
