"""Addresses of pictures, embeds and links."""

from __future__ import annotations

import pytest

from cleaners.addresses import absolute_url
from cleaners.markup.page_urls import picture_url

BASE = "https://a.kz/n/most/"


@pytest.mark.parametrize(
    ("address", "base", "url"),
    [
        ("https://b.kz/a.jpg", BASE, "https://b.kz/a.jpg"),
        ("/a.jpg", BASE, "https://a.kz/a.jpg"),
        ("a.jpg", BASE, "https://a.kz/n/most/a.jpg"),
        ("//b.kz/a.jpg", BASE, "https://b.kz/a.jpg"),
        (" /a.jpg ", BASE, "https://a.kz/a.jpg"),
        ("/a.jpg", None, "/a.jpg"),
        ("javascript:void(0)", BASE, ""),
        ("mailto:a@a.kz", BASE, ""),
        ("data:image/png;base64,R0", BASE, ""),
        ("javascript:void(0)", None, ""),
        ("https://[broken", BASE, ""),
        ("https://", None, ""),
        ("", BASE, ""),
        (None, BASE, ""),
    ],
)
def test_an_address_is_joined_or_dropped(address: str | None, base: str | None, url: str) -> None:
    """Only the web's own addresses are kept."""
    assert absolute_url(address, base) == url


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ({"src": "/a.jpg"}, "https://a.kz/a.jpg"),
        ({"src": "/grey.gif", "data-src": "/a.jpg"}, "https://a.kz/a.jpg"),
        ({"src": "/grey.gif", "data-original": "/a.jpg"}, "https://a.kz/a.jpg"),
        ({"srcset": "/s.jpg 300w, /l.jpg 900w"}, "https://a.kz/l.jpg"),
        ({"data-srcset": "/s.jpg 1x"}, "https://a.kz/s.jpg"),
        ({"src": "data:,"}, ""),
        ({"src": "/a.gif", "width": "1"}, ""),
        ({"src": "/a.gif", "height": "0"}, ""),
        ({"src": None}, ""),
        ({}, ""),
    ],
)
def test_a_picture_has_the_address_that_a_reader_sees(
    attributes: dict[str, str | None], url: str
) -> None:
    """Scripts put it into `src` later."""
    assert picture_url(attributes, BASE) == url
