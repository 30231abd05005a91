"""How our settings are read; all of them begin with `CHISTOVIK_`, and `settings.py` lists them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.conf import closest_scrapy_cfg

from cleaners import ProfileError, Profiles, __version__, load_profiles

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

PREFIX = "CHISTOVIK_"
# What they were called before all of ours had the prefix.
OLD_NAMES = (
    "ARCHIVE_FILE_BYTES",
    "LEARN_SITE_AFTER",
    "OBEY_RESERVATIONS",
    "OUTPUT_DIR",
    "PAGE_RECHECK_DAYS",
    "PAGE_RETRY_HOURS",
    "RETRY_AFTER_MAX_SECONDS",
    "SITEMAP_REREAD_SECONDS",
    "SITE_PROFILES",
    "STATE_FILE",
)
# The page that `scrapy fetch`, `parse` or `shell` looks at; those commands set it, nobody else.
BY_HAND = "CHISTOVIK_BY_HAND"
STATE = "state.sqlite3"
NO_CONTACT = "no contact given; set CHISTOVIK_CONTACT"


def old_name_problem(settings: BaseSettings, names: Iterable[str] = OLD_NAMES) -> str | None:
    """Which setting is given by its old name, in one sentence; None where there is none."""
    old = next((name for name in names if name in settings), None)
    return f"the setting {old} is called {PREFIX}{old} now" if old else None


def output_folder(settings: BaseSettings) -> Path:
    """The folder which everything is written below; a relative one lies in the project."""
    named: str = settings["CHISTOVIK_OUTPUT_DIR"]
    return Path(closest_scrapy_cfg()).parent / named


def state_file(settings: BaseSettings) -> Path:
    """Where the state is kept: `CHISTOVIK_STATE_FILE`, or a file in the output folder."""
    named: str = settings.get("CHISTOVIK_STATE_FILE") or ""
    return Path(closest_scrapy_cfg()).parent / named if named else output_folder(settings) / STATE


def profiles_of(settings: BaseSettings) -> Profiles:
    """Those of `CHISTOVIK_SITE_PROFILES`, those that ship, and those that crawls have learned.

    For one host the first of these wins. A relative folder lies in the project. Raises
    `ProfileError` for a wrong one.
    """
    named: str = settings.get("CHISTOVIK_SITE_PROFILES") or ""
    try:
        given = load_profiles(Path(closest_scrapy_cfg()).parent / named if named else None)
    except ProfileError as error:
        raise ProfileError(f"CHISTOVIK_SITE_PROFILES: {error}") from error
    # Someone else's project, which only takes the cleaning, has no such folder.
    folder = learned_folder(settings) if settings.get("CHISTOVIK_OUTPUT_DIR") else None
    if folder is None or not any(folder.glob("*.toml")):
        return given
    learned = load_profiles(folder).files
    more = {host: file for host, file in learned.items() if given.find(host) is None}
    return Profiles(given.files | more)


def learned_folder(settings: BaseSettings) -> Path:
    """Where learned profiles are kept."""
    return output_folder(settings) / "profiles"


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
