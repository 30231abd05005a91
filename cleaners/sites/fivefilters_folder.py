"""A folder of fivefilters/ftr-site-config, file by file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cleaners.sites.fivefilters import Imported, import_rules
from cleaners.sites.fivefilters_format import SUFFIX, host_of_file
from cleaners.sites.profile import SUBDOMAINS


class Skipped(msgspec.Struct, frozen=True):
    """A file that is left out as a whole; `failed` where somebody should look at it."""

    why: str
    failed: bool


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder by name, hidden ones too: they speak of all subdomains."""
    return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())


def import_files(paths: list[Path], today: dt.date) -> Iterator[tuple[Path, Imported | Skipped]]:
    """What became of each file; of two files that speak of one host the first counts."""
    seen: dict[str, Path] = {}
    for path in paths:
        host = host_of_file(path.name)
        if host is None:
            yield path, Skipped("it is not named after a host", failed=False)
        elif (first := seen.setdefault(host, path)) is not path:
            yield path, Skipped(f"{first.name} speaks of {host} as well", failed=True)
        else:
            yield path, _import_file(path, host, today)


def _import_file(path: Path, host: str, today: dt.date) -> Imported | Skipped:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return Skipped(error.strerror or str(error), failed=True)
    except UnicodeDecodeError as error:
        return Skipped(f"not UTF-8 at byte {error.start}", failed=True)
    return import_rules(text, host, path.name, today)


def profile_file_name(host: str) -> str:
    """The name of the file for a profile; `*` has a meaning to shells.

    >>> profile_file_name("a.kz"), profile_file_name("*.a.kz")
    ('a.kz.toml', '_.a.kz.toml')
    """
    return host.replace(SUBDOMAINS, "_.") + ".toml"
