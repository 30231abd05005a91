"""Finding the profile of a host: in a folder of the user's, or among those that ship."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from cleaners.addresses import bare_host, host_of
from cleaners.errors import ProfileError
from cleaners.sites.profile import SUBDOMAINS, SiteProfile

_SUFFIX = ".toml"


class ProfileFile(msgspec.Struct, frozen=True):
    """A profile and where it was read: the name of its file, and the text that stands there."""

    profile: SiteProfile
    origin: Literal["shipped", "folder", "learned"]
    name: str
    text: str


class Profiles(msgspec.Struct, frozen=True):
    """Profiles by host name. One can be asked for a host or for the host of an address."""

    files: dict[str, ProfileFile]

    def find_file(self, host: str) -> ProfileFile | None:
        """The profile of a host with its file, or None.

        A profile of the host itself comes first, then those of all subdomains, the nearest first.
        """
        name = bare_host(host)
        while name:
            if name in self.files:
                return self.files[name]
            _, _, above = name.removeprefix(SUBDOMAINS).partition(".")
            name = SUBDOMAINS + above if above else ""
        return None

    def find(self, host: str) -> SiteProfile | None:
        """The profile of a host or None."""
        file = self.find_file(host)
        return file.profile if file else None

    def of_url(self, url: str | None) -> SiteProfile | None:
        """The profile of the host in a URL; None for an unknown host or no URL."""
        host = host_of(url)
        return self.find(host) if host else None

    def get(self, host: str) -> SiteProfile:
        """The profile of a host; raises `ProfileError` where there is none."""
        profile = self.find(host)
        if profile is None:
            raise ProfileError(f"no profile for {host!r}; known are: {self._describe()}")
        return profile

    def with_learned(self, learned: Iterable[SiteProfile]) -> Profiles:
        """These profiles, and learned ones for hosts that none of them names."""
        files = {
            profile.host: ProfileFile(profile=profile, origin="learned", name=profile.host, text="")
            for profile in learned
        }
        return Profiles(files | self.files)

    def _describe(self) -> str:
        """Their hosts; of a large collection the number."""
        hosts = sorted({file.profile.host for file in self.files.values()})
        return ", ".join(hosts) if len(hosts) <= _MOST_NAMED else f"{len(hosts):,} other hosts"


_MOST_NAMED = 20


def load_profile(host: str) -> SiteProfile:
    """The profile of a host among those that ship; raises `ProfileError` where there is none.

    >>> load_profile("www.kazpravda.kz").host
    'kazpravda.kz'
    >>> load_profile("example.org")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cleaners.errors.ProfileError: no profile for 'example.org'; known are: ...
    """
    return load_profiles().get(host)


def load_profiles(folder: str | os.PathLike[str] | None = None) -> Profiles:
    """The profiles of a folder, over those that ship.

    Every file of the folder that ends in `.toml` is one profile; what it does not say of a host
    whose profile ships is taken from there, key by key. Raises `ProfileError`, naming
    files and key, for a folder without profiles, a profile that is wrong, and two of one host.

    >>> load_profiles().of_url("https://m.kazpravda.kz/n/most/").host
    'kazpravda.kz'
    """
    if folder is None:
        return _shipped()
    try:
        path = Path(folder)
    except TypeError as error:
        raise ProfileError(f"a folder of profiles is a path, no {type(folder).__name__}") from error
    return Profiles(_shipped().files | _by_host(_read_folder(path)))


@lru_cache(maxsize=1)
def _shipped() -> Profiles:
    # Imported here: it would take a tenth of the time that importing the library takes.
    from importlib import resources

    folder = resources.files("cleaners.sites") / "profiles"
    files = [
        _parse(file.read_text(encoding="utf-8"), file.name, "shipped")
        for file in folder.iterdir()
        if file.name.endswith(_SUFFIX)
    ]
    return Profiles(_by_host(files))


def _read_folder(folder: Path) -> list[ProfileFile]:
    try:
        paths = sorted(path for path in folder.iterdir() if _is_profile(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        problem = getattr(error, "strerror", None) or error
        raise ProfileError(f"{folder}: {problem}; name a folder") from error
    if not paths:
        raise ProfileError(f"{folder}: no profile there; its files must end in {_SUFFIX}")
    bases = {host: file.text for host, file in _shipped().files.items()}
    return [_parse(_read(path), str(path), "folder", bases) for path in paths]


def _is_profile(path: Path) -> bool:
    """Whether a name stands for a profile; a pipe or a device would be read without end."""
    return path.suffix == _SUFFIX and (path.is_file() or not path.exists())


def read_profile(path: Path) -> SiteProfile:
    """The profile in a file; raises `ProfileError`, which names the file."""
    # Imported here, as below: who cleans without profiles needs no parser of TOML.
    from cleaners.sites.parsing import parse_profile

    return parse_profile(_read(path), str(path))


def _read(path: Path) -> str:
    from cleaners.sites.parsing import MOST_CHARACTERS

    try:
        with path.open(encoding="utf-8") as file:
            return file.read(MOST_CHARACTERS + 1)
    except OSError as error:
        raise ProfileError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not UTF-8 at byte {error.start}") from error


def profile_file_name(host: str) -> str:
    """The name of the file for a profile; `*` has a meaning to shells.

    >>> profile_file_name("a.kz"), profile_file_name("*.a.kz")
    ('a.kz.toml', '_.a.kz.toml')
    """
    return host.replace(SUBDOMAINS, "_.") + _SUFFIX


def _parse(
    text: str,
    name: str,
    origin: Literal["shipped", "folder"],
    bases: Mapping[str, str] = {},
) -> ProfileFile:
    from cleaners.sites.parsing import parse_profile, read_tables

    # Those that ship are tried by a test: to compile their selectors would load lxml for all.
    read = read_tables if origin == "shipped" else parse_profile
    profile = read(text, name, bases)
    return ProfileFile(profile=profile, origin=origin, name=name, text=text)


def _by_host(files: list[ProfileFile]) -> dict[str, ProfileFile]:
    """Every name of every profile; a name that stands in two files is an error."""
    found: dict[str, ProfileFile] = {}
    for file in files:
        for host in (file.profile.host, *file.profile.aliases):
            other = found.setdefault(host.lower().removeprefix("www."), file)
            if other is not file:
                raise ProfileError(f"{file.name}: {host!r} is named in {other.name} as well")
    return found
