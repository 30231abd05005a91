"""The arguments of `clean`: what can't be right is refused at once and by name."""

from __future__ import annotations

import os
import re

from cleaners.document import Document, DocumentKind
from cleaners.errors import InvalidTypeError, InvalidValueError
from cleaners.limits import Limits
from cleaners.reading.clock import read_iso
from cleaners.sites.loader import Profiles
from cleaners.sites.profile import SiteProfile

LONGEST_URL = 8_192  # characters; browsers and servers take no more
# A drive letter is no scheme.
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:[^\s\x00-\x1f\x7f-\x9f]+")


def usable_url(text: str | None) -> str | None:
    """The address, None unless it has a scheme, no white space and a sound length.

    >>> usable_url("https://kazpravda.kz/n/1"), usable_url("kazpravda.kz/n/1"), usable_url(None)
    ('https://kazpravda.kz/n/1', None, None)
    """
    return text if text and len(text) <= LONGEST_URL and _URL.fullmatch(text) else None


def usable_moment(text: str | None) -> str | None:
    """The date or time, None unless it is one of ISO 8601.

    >>> usable_moment("2026-01-31T08:00:00Z"), usable_moment("yesterday")
    ('2026-01-31T08:00:00Z', None)
    """
    return text if text and read_iso(text) else None


def as_content(data: object) -> bytes | str | Document:
    """The data of a page; `bytearray` and `memoryview` are bytes. Raises `InvalidTypeError`."""
    if isinstance(data, bytes | str):
        return data
    if isinstance(data, bytearray | memoryview):
        return bytes(data)
    if isinstance(data, Document):
        _check_type("Document.text", data.text, str)
        _check_type("Document.kind", data.kind, DocumentKind)
        return data
    if isinstance(data, os.PathLike):
        raise InvalidTypeError(
            f"data is the path {os.fspath(data)!r}: pass what stands in the file, .read_bytes()"
        )
    raise InvalidTypeError(f"data must be bytes, str or Document, not {type(data).__name__}")


def check_facts(
    *, url: object, content_type: object, downloaded: object, source: object, limits: object
) -> None:
    """Check the arguments of `clean` but for the page and the profile; None stands for unknown.

    Raises `InvalidTypeError` or `InvalidValueError`, which name the argument.
    """
    facts = {"url": url, "content_type": content_type, "downloaded": downloaded, "source": source}
    for name, value in facts.items():
        if value is not None:
            _check_type(name, value, str)
    _check_type("limits", limits, Limits)
    if isinstance(url, str) and url and not usable_url(url):
        raise InvalidValueError(
            f"url must be an address such as https://example.org/n/1, not {_short(url)}"
        )
    if isinstance(downloaded, str) and downloaded and not usable_moment(downloaded):
        raise InvalidValueError(
            f"downloaded must be a time such as 2026-01-31T08:00:00Z, not {_short(downloaded)}"
        )


def check_profile(profile: object) -> None:
    """Raise `InvalidTypeError` or `InvalidValueError` for what is no profile and no choice."""
    if profile is None or profile == "auto" or isinstance(profile, SiteProfile | Profiles):
        return
    wanted = 'profile must be a SiteProfile, Profiles, "auto" or None'
    if isinstance(profile, str):
        raise InvalidValueError(
            f"{wanted}, not {_short(profile)}; load_profile() finds one by host"
        )
    raise InvalidTypeError(f"{wanted}, not {type(profile).__name__}")


def _check_type(name: str, value: object, wanted: type) -> None:
    if not isinstance(value, wanted):
        raise InvalidTypeError(f"{name} must be {wanted.__name__}, not {type(value).__name__}")


def _short(text: str) -> str:
    return repr(text if len(text) <= 80 else f"{text[:80]}…")
