"""How our settings are read: folders, site profiles, user agent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.conf import closest_scrapy_cfg

from cleaners import ProfileError, Profiles, __version__, load_profiles

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

STATE = "state.sqlite3"

NO_CONTACT = "no contact given; set CHISTOVIK_CONTACT"


def profiles_of(settings: BaseSettings) -> Profiles:
    """Those of `SITE_PROFILES`, those that ship, and those that crawls have learned.

    A relative folder lies in the project. Raises `ProfileError` for a wrong one.
    """
    named: str = settings.get("SITE_PROFILES") or ""
    try:
        told = load_profiles(Path(closest_scrapy_cfg()).parent / named if named else None)
    except ProfileError as error:
        raise ProfileError(f"SITE_PROFILES: {error}") from error
    # Someone else's project, which only takes the cleaning, has no such folder.
    folder = learned_folder(settings) if settings.get("OUTPUT_DIR") else None
    if folder is None or not any(folder.glob("*.toml")):
        return told
    learned = load_profiles(folder).files
    more = {host: file for host, file in learned.items() if told.find(host) is None}
    return Profiles(told.files | more)


def learned_folder(settings: BaseSettings) -> Path:
    """Where learned profiles are kept."""
    return output_folder(settings) / "profiles"


def output_folder(settings: BaseSettings) -> Path:
    """The folder which everything is written below; a relative one lies in the project."""
    named: str = settings["OUTPUT_DIR"]
    return Path(closest_scrapy_cfg()).parent / named


def state_file(settings: BaseSettings) -> Path:
    """Where the state is kept: `STATE_FILE`, or `state.sqlite3` in the output folder."""
    named: str = settings.get("STATE_FILE") or ""
    return Path(closest_scrapy_cfg()).parent / named if named else output_folder(settings) / STATE


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
