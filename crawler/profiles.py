"""The site profiles of a crawl: those that ship, and those of the folder `SITE_PROFILES`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.conf import closest_scrapy_cfg

from cleaners import Profiles, load_profiles

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def profiles_of(settings: BaseSettings) -> Profiles:
    """Read them; a relative folder lies in the project. Raises `ProfileError` for a wrong one."""
    named: str = settings.get("SITE_PROFILES") or ""
    return load_profiles(Path(closest_scrapy_cfg()).parent / named if named else None)
