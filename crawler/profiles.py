"""The site profiles of a crawl: those of a person win over learned ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.conf import closest_scrapy_cfg

from cleaners import ProfileError, Profiles, load_profiles
from crawler.output import output_folder

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


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
