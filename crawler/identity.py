"""Who we say we are."""

from __future__ import annotations

from cleaners import __version__

NO_CONTACT = "no contact given; set CHISTOVIK_CONTACT"


def user_agent(contact: str) -> str:
    """The user agent: project, version, and where its user can be reached.

    >>> user_agent("https://example.org/bot").startswith("Chistovik/")
    True
    >>> user_agent("https://example.org/bot").endswith(" (+https://example.org/bot)")
    True
    """
    # A line break or a bracket in the setting must not break the header.
    shown = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"Chistovik/{__version__} (+{shown or NO_CONTACT})"
