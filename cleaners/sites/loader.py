"""Finding the profile of a host among those that ship with the library."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from cleaners.errors import ProfileError
from cleaners.sites.profile import SiteProfile, parse_profile

_SUFFIX = ".toml"


def load_profile(host: str) -> SiteProfile:
    """The profile of a host; raises `ProfileError` where there is none.

    >>> load_profile("www.kazpravda.kz").host
    'kazpravda.kz'
    >>> load_profile("example.org")
    Traceback (most recent call last):
    cleaners.errors.ProfileError: no profile for 'example.org'; known are: kazpravda.kz
    """
    profile = find_profile(host)
    if profile is None:
        known = ", ".join(sorted({profile.host for profile in _by_host().values()}))
        raise ProfileError(f"no profile for {host!r}; known are: {known}")
    return profile


def find_profile(host: str) -> SiteProfile | None:
    """The profile of a host or None."""
    return _by_host().get(host.lower().removeprefix("www."))


def profile_of_url(url: str | None) -> SiteProfile | None:
    """The profile of the host in a URL; None for an unknown host or no URL."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return find_profile(host) if host else None


@lru_cache(maxsize=1)
def _by_host() -> dict[str, SiteProfile]:
    # Imported here: it would take a tenth of the time that importing the library takes.
    from importlib import resources

    folder = resources.files("cleaners.sites") / "profiles"
    profiles = [
        parse_profile(file.read_text(encoding="utf-8"), file.name)
        for file in folder.iterdir()
        if file.name.endswith(_SUFFIX)
    ]
    return {host: profile for profile in profiles for host in (profile.host, *profile.aliases)}
