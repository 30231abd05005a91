"""`chistovik doctor`: whether this machine has what Chistovik needs, and what to do where not."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from cleaners import ProfileError, __version__

if TYPE_CHECKING:
    from scrapy.settings import Settings

_LEAST_PYTHON = (3, 11)
_TOLD_VERSIONS = ("scrapy", "lxml", "selectolax", "trafilatura", "numpy", "msgspec")
_LEAST_FREE = 2 * 10**9  # bytes; a crawl of a large paper archives some hundred megabytes a day
_STORY = "Bridge opened\n\nThe new bridge over the canal was opened for all on Friday morning.\n"
_PARAGRAPH = "<p>The bridge over the canal was opened for all on Friday.</p>"
_PAGE = f"<h1>Bridge opened</h1>{_PARAGRAPH * 4}"
_REQUIRED = re.compile(
    r"(?P<name>[\w.-]{1,80}+)[^;\n]{0,200}+;[^\n]{0,200}?extra == ['\"](?P<extra>[\w-]{1,80})['\"]"
)


class Finding(NamedTuple):
    """What was looked at, and how it is; a problem says what to do."""

    level: Literal["ok", "note", "problem"]
    what: str


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default="output",
    show_default=True,
    help="Where crawls write.",
)
@click.option(
    "--profiles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Site profiles of yours.",
)
def doctor(output: Path, profiles: Path | None) -> None:
    r"""Look at this machine: versions, extras, browser, profiles, rights, clock, models.

    \b
    chistovik doctor
    chistovik doctor --output /srv/chistovik/output --profiles profiles/

    Nothing is fetched. Exit status 1 when there is a problem; a note is none.
    """
    found = list(_examine(output, profiles))
    for finding in found:
        click.echo(f"{finding.level:8}{finding.what}")
    raise SystemExit(1 if any(finding.level == "problem" for finding in found) else 0)


def _examine(output: Path, profiles: Path | None) -> Iterator[Finding]:
    settings = _settings()
    yield from versions()
    yield from extras()
    yield from browser(settings)
    yield from models()
    yield from site_profiles(None, "profiles that ship")
    for folder in (profiles, output / "profiles" if any(output.glob("profiles/*.toml")) else None):
        if folder is not None:
            yield from site_profiles(folder, f"profiles in {folder}")
    yield from rights(output)
    yield from state(output)
    yield from clock(datetime.now(UTC).date())
    yield from contact(settings)


def _settings() -> Settings:
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    return settings


def versions() -> Iterator[Finding]:
    """Chistovik, Python, the libraries that matter most, the encoding of files."""
    python = f"Chistovik {__version__}, Python {platform.python_version()} on {platform.system()}"
    is_old = sys.version_info < _LEAST_PYTHON
    yield Finding("problem" if is_old else "ok", python + ("; it needs 3.11" if is_old else ""))
    told = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _TOLD_VERSIONS)
    yield Finding("ok", told)
    if sys.getfilesystemencoding().lower() != "utf-8":
        encoding = sys.getfilesystemencoding()
        yield Finding("problem", f"file names are in {encoding}: set LC_ALL=C.UTF-8")


def extras() -> Iterator[Finding]:
    """Which extras are installed; one that is not is no problem until it is needed."""
    try:
        required = importlib.metadata.requires("chistovik") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding("note", "not installed as a package: extras are not known")
        return
    by_extra: dict[str, list[str]] = {}
    for line in required:
        if match := _REQUIRED.match(line):
            by_extra.setdefault(match["extra"], []).append(match["name"])
    for extra, names in sorted(by_extra.items()):
        missing = [name for name in names if not _is_installed(name)]
        if missing:
            how = f"pip install 'chistovik[{extra}]'"
            yield Finding("note", f"extra {extra}: without {', '.join(missing)}; {how}")
        else:
            yield Finding("ok", f"extra {extra}")


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name.partition("[")[0])
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def browser(settings: Settings) -> Iterator[Finding]:
    """A browser for sites that show nothing without one."""
    from crawler.middlewares.browser import browser_problem

    problem = browser_problem(settings)
    if problem:
        what = problem.removeprefix("the site's profile asks for a browser").lstrip(";, ")
        yield Finding("note", f"no browser for sites that need one; {what}")
    else:
        yield Finding("ok", "browser for sites that need one")


def models() -> Iterator[Finding]:
    """Clean a page and a dump: words, models and parsers are loaded for that."""
    from cleaners import clean

    for kind, text in (("HTML", _PAGE), ("plain text", _STORY)):
        try:
            is_whole = clean(text, profile=None).headline == "Bridge opened"
        except Exception as error:  # noqa: BLE001  whatever it is, it is what is looked for
            yield Finding("problem", f"cleaning of {kind}: {error!r}; install Chistovik anew")
            continue
        level: Literal["ok", "problem"] = "ok" if is_whole else "problem"
        yield Finding(level, f"cleaning of {kind}" + ("" if is_whole else ": wrong; install anew"))


def site_profiles(folder: Path | None, name: str) -> Iterator[Finding]:
    """Whether all profiles of a folder can be read, and how many there are."""
    from cleaners import load_profiles

    try:
        profiles = load_profiles(folder)
        for host in profiles.files:
            profiles.get(host)
    except ProfileError as error:
        yield Finding("problem", f"{name}: {error}")
    else:
        yield Finding("ok", f"{name}: {len(profiles.files)}")


def rights(output: Path) -> Iterator[Finding]:
    """Whether crawls can write where they should, and how much room there is."""
    folder = next((one for one in (output, *output.absolute().parents) if one.is_dir()), Path("/"))
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"chistovik")
    except OSError as error:
        text = f"{folder} can't be written to: {error.strerror}; see to its rights"
        yield Finding("problem", text)
        return
    free = shutil.disk_usage(folder).free
    text = f"{output} can be written to, {free / 10**9:,.1f} GB are free"
    yield Finding("ok" if free >= _LEAST_FREE else "note", text)


def state(output: Path) -> Iterator[Finding]:
    """Whether the state of earlier crawls can be read."""
    from crawler.configuration import STATE
    from crawler.store.state_file import StateError, look_into

    path = output / STATE
    if not path.exists():
        yield Finding("ok", f"no state in {output}: the first crawl begins one")
        return
    try:
        with closing(look_into(path)):
            yield Finding("ok", f"{path} can be read")
    except StateError as error:
        yield Finding("problem", str(error))


def clock(today: date) -> Iterator[Finding]:
    """Whether the clock can be right: the profiles that ship were checked before today."""
    from cleaners import load_profiles

    profiles = load_profiles()
    checked = max(profiles.get(host).checked for host in profiles.files)
    if today < checked:
        text = f"the clock says {today}, and Chistovik is of {checked} or later: set the clock"
        yield Finding("problem", text)
    else:
        yield Finding("ok", f"clock: {today} (UTC)")


def contact(settings: Settings) -> Iterator[Finding]:
    """Whether a site's owner can reach whoever crawls, and whether alarms reach anybody."""
    from crawler.extensions.notify import notify_problem

    if settings.get("CHISTOVIK_CONTACT"):
        yield Finding("ok", f"contact: {settings.get('CHISTOVIK_CONTACT')}")
    else:
        how = "CHISTOVIK_CONTACT=mailto:you@example.org"
        yield Finding("note", f"no contact for owners of sites: set {how}")
    problem = notify_problem(settings)
    if problem:
        yield Finding("problem", problem)
    elif settings.get("CHISTOVIK_NOTIFY"):
        yield Finding("ok", "alarms are sent")
    else:
        yield Finding("note", "alarms are sent to nobody: CHISTOVIK_NOTIFY (docs/monitoring.md)")
