"""`site-profile repair`: a profile that a site has outgrown, mended from its newest pages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.cli.shown_text import printable

if TYPE_CHECKING:
    from cleaners.cli.archived_pages import ArchivedPages
    from cleaners.cli.effects import PageEffect
    from cleaners.cli.repairing import ProfileText, Repair

_PROGRAM = "site-profile"
_MOST_SHOWN = 5  # pages whose changes are shown


@click.command("repair")
@click.argument("host")
@click.option(
    "--profiles",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of your profiles: read before those that ship, and written to.",
)
@click.option(
    "--archive",
    metavar="SOURCE",
    default="output/warc",
    show_default=True,
    help="Where the pages of the site are archived: what clean-file takes.",
)
@click.option(
    "--accept",
    is_flag=True,
    help="Write without asking, if all stories of the old layout come out the same.",
)
def main(host: str, folder: Path | None, archive: str, accept: bool) -> None:
    """Mend a profile after a change of layout.

    For the day after an alarm that selectors find nothing. What would find something is learned
    from the newest archived pages and added behind what the profile has, so that old pages are
    cleaned as before. The lines are shown, with what they change on new and on old pages, and
    written into the folder after you said so.

    \b
    Look, then say yes or no:
        site-profile repair kazpravda.kz --profiles profiles/
    \b
    By a program, only if no archived story changes:
        site-profile repair kazpravda.kz --profiles profiles/ --accept

    Exit status: 0 written, or nothing to mend, 1 not written, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    # Imported here: `--help` must answer at once.
    from cleaners.cli.clean_record import quiet_libraries
    from cleaners.cli.repairing import LOOKED_AT, find_drift, repair_profile
    from cleaners.cli.signals import StoppedError, stopping
    from cleaners.errors import CleanersError

    if accept and folder is None:
        raise click.UsageError("--accept writes: name the folder of your profiles with --profiles.")
    try:
        with stopping(), quiet_libraries():
            given = _read_profile(host, folder)
            pages = _read_pages(given, archive)
            drift = find_drift(given.read(), (*pages.earlier, *pages.newest))
            if drift is None:
                click.echo(
                    f"{host}: nothing to mend: every selector finds something on most of the "
                    f"{min(LOOKED_AT, len(pages.newest))} newest archived stories"
                )
                return
            repair = repair_profile(given, drift)
    except CleanersError as error:
        raise click.ClickException(f"{host}: {error}") from None
    except StoppedError as stopped:
        click.echo(f"{_PROGRAM}: {stopped}", err=True)
        raise SystemExit(stopped.status) from None
    for line in _describe(given, repair):
        click.echo(printable(line))
    _conclude(given, repair, folder, is_accepted=accept)


def _read_profile(host: str, folder: Path | None) -> ProfileText:
    """The profile of the host: of the folder, or a file that adds to the one that ships."""
    from cleaners import load_profiles
    from cleaners.cli.repairing import ProfileText
    from cleaners.sites.loader import profile_file_name

    shipped = load_profiles()
    has_files = folder is not None and folder.is_dir() and any(folder.glob("*.toml"))
    profiles = load_profiles(folder) if has_files and folder else shipped
    file = profiles.find_file(host)
    if file is None:
        raise click.ClickException(
            f"{host} has no profile that could be mended; "
            "to learn one: site-profile learn, to make one: site-profile edit"
        )
    own = file.profile.host
    base = shipped.find_file(own)
    bases = {base.profile.host: base.text} if base else {}
    if file.origin == "folder":
        return ProfileText(file.text, file.name, bases)
    text = f'host = "{own}"\nchecked = {file.profile.checked}\n'
    return ProfileText(text, str((folder or Path()) / profile_file_name(own)), bases)


def _read_pages(given: ProfileText, archive: str) -> ArchivedPages:
    from cleaners.cli.archived_pages import read_archived
    from cleaners.intake.sources import read_sources

    profile = given.read()
    names = (profile.host, *profile.aliases)
    pages = read_archived(read_sources([archive]), names, _say)
    if not pages.newest:
        raise click.ClickException(f"{archive} holds no page of {profile.host}")
    return pages


def _describe(given: ProfileText, repair: Repair) -> Iterator[str]:
    """The lines of the profile, what finds something again, and the effect on the pages."""
    name = given.name
    old, new = given.text.splitlines(), repair.text.splitlines()
    yield from unified_diff(old, new, name, f"{name}, repaired", lineterm="")
    yield ""
    for key, (before, after) in repair.missed.items():
        yield (
            f"{key}: finds nothing on {before} of {len(repair.new)} pages of the new layout, "
            f"repaired on {after}"
        )
    yield from _describe_effects("new", repair.new)
    yield from _describe_effects("old", repair.old)


def _describe_effects(layout: str, effects: Sequence[PageEffect]) -> Iterator[str]:
    changed = [effect for effect in effects if not effect.is_same]
    gained, lost = (sum(len(getattr(e, name)) for e in effects) for name in ("gained", "lost"))
    facts = Counter(fact.fact for effect in effects for fact in effect.facts)
    told = ", ".join(f"{fact} on {count}" for fact, count in facts.items())
    yield (
        f"{layout} layout: {len(effects)} pages, {len(changed)} come out otherwise; "
        f"lines of stories gained: {gained}, lost: {lost}; facts: {told or 'the same'}"
    )
    for effect in changed[:_MOST_SHOWN]:
        yield f"  page {effect.page + 1}"
        yield from (f"    {fact.fact}: {fact.before} → {fact.after}" for fact in effect.facts)
        yield from (f"    + {line}" for line in effect.gained)
        yield from (f"    - {line}" for line in effect.lost)


def _conclude(
    given: ProfileText, repair: Repair, folder: Path | None, *, is_accepted: bool
) -> None:
    """Write, after a yes or where that is not needed; exit status 1 where nothing is written."""
    from cleaners.files import write_whole

    if not repair.mends_something:
        keys = ", ".join(repair.missed)
        _refuse(f"the newest pages teach nothing that finds {keys}; does the site still have it?")
    if folder is None:
        _refuse("name the folder of your profiles with --profiles DIR")
    if is_accepted and not repair.keeps_old:
        _refuse("stories of the old layout come out otherwise; look, and leave --accept out")
    if not is_accepted:
        if not _is_somebody_there():
            _refuse("nobody is there to say yes; --accept does without")
        if not click.confirm(f"Write {given.name}?"):
            _refuse("you said no")
    try:
        write_whole(Path(given.name), repair.text.encode())
    except OSError as error:
        raise click.ClickException(f"{given.name}: {error.strerror or error}") from None
    click.echo(f"written: {given.name}")


def _is_somebody_there() -> bool:
    return sys.stdin.isatty()


def _refuse(why: str) -> None:
    raise click.ClickException(f"nothing was written: {why}")


def _say(message: str) -> None:
    click.echo(printable(f"{_PROGRAM}: {message}"), err=True)
