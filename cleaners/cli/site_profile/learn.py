"""`site-profile learn`: pages of a site in, its profile out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.addresses import host_of
from cleaners.cli.options import binary_stream, checked_url, complete_files
from cleaners.cli.shown_text import printable

if TYPE_CHECKING:
    from cleaners import SiteProfile
    from cleaners.cli.learn_sites import Learned
    from cleaners.intake.record import Record
    from cleaners.sites.learning.adoption import Adoption

_PROGRAM = "site-profile"
_SUFFIX = ".toml"
_STREAM = "-"


@click.command("learn")
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, shell_complete=complete_files
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write here: a file that ends in .toml for one site, else a folder, a file for each site. "
    "What a person wrote into such a file stays.",
)
@click.option(
    "--site",
    metavar="HOST",
    help="Learn this site alone: pages with an address of another one are passed over, records "
    "without address are taken for pages of it.",
)
@click.option(
    "--url", metavar="URL", callback=checked_url, help="Address for records that bring none."
)
def main(sources: tuple[str, ...], output: Path | None, site: str | None, url: str | None) -> None:
    """Learn the profile of a site from its own pages.

    SOURCE is what clean-file takes: a file, a folder, a pattern, or - for standard input; HTML,
    WARC, JSON Lines, plain text, packed or not. The site of a page is the host of its address.

    \b
    From a web archive, shown only:
        site-profile learn crawl.warc.gz
    \b
    From a folder of saved pages, into a file to be read and corrected:
        site-profile learn saved/ --site example.org -o example.org.toml
    \b
    From pages of many sites, a file for each:
        site-profile learn pages.jsonl.gz -o profiles/

    Exit status: 0 learned, 1 nothing learned or a record could not be read, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    if output is not None:
        _check_output(output)
    stdin = binary_stream("stdin") if _STREAM in sources else None
    # Imported here: `--help` must answer at once.
    from cleaners.cli.clean_record import quiet_libraries
    from cleaners.cli.learn_sites import Naming, learn_records
    from cleaners.cli.signals import StoppedError, stopping
    from cleaners.intake.sources import read_sources

    first: list[str] = []

    def wanted(host: str, record: Record) -> bool:
        """Pages of one site where one is asked for; of two, it is the user who has to choose."""
        if site:
            return host_of(record.url) in ("", host)
        first.append(host) if not first else None
        if _is_for_one(output) and host != first[0]:
            raise click.UsageError(_choose(first[0], host))
        return True

    try:
        with stopping() as check, quiet_libraries():
            items = read_sources(sources, stdin)
            learned = learn_records(items, Naming(site, url), _PROGRAM, check, wanted)
        _conclude(learned, output)
    except StoppedError as stopped:
        click.echo(f"{_PROGRAM}: {stopped}", err=True)
        raise SystemExit(stopped.status) from None


def _conclude(learned: Learned, output: Path | None) -> None:
    profiles = learned.profiles
    if not profiles:
        raise click.ClickException("there was no page to learn from")
    if output is None or _is_for_one(output):
        _write_one(profiles[0], output)
    else:
        _write_all(profiles, output)
    for adoption in learned.adoptions:
        for line in describe(adoption):
            click.echo(printable(f"{_PROGRAM}: {line}"), err=True)
    if learned.unread or not any(profile.says_anything for profile in profiles):
        raise SystemExit(1)


def _is_for_one(output: Path | None) -> bool:
    return output is None or output.suffix == _SUFFIX


def _choose(host: str, other: str) -> str:
    return (
        f"there are pages of {host} and of {other}: name a folder for all with -o DIR, "
        f"or one site with --site {host}"
    )


def _check_output(output: Path) -> None:
    """The mistakes in `-o` that would only show after hours."""
    if output.suffix == _SUFFIX and output.is_dir():
        _refuse(f"{output} is a folder; name a file, such as {output / 'example.org.toml'}")
    if output.suffix != _SUFFIX and output.exists() and not output.is_dir():
        _refuse(f"{output} is a file and does not end in .toml")
    if not output.absolute().parent.is_dir():
        _refuse(f"there is no folder {output.parent}")


def _refuse(message: str) -> None:
    raise click.BadParameter(message, param_hint="'-o'")


def _write_one(profile: SiteProfile, output: Path | None) -> None:
    from cleaners.learner import write_learned

    if output is None:
        click.echo(write_learned(profile), nl=False)
    else:
        _write(profile, output)


def _write_all(profiles: Sequence[SiteProfile], folder: Path) -> None:
    """A file for each site that something was learned of."""
    from cleaners.sites.loader import profile_file_name

    folder.mkdir(exist_ok=True)
    for profile in profiles:
        if profile.says_anything:
            _write(profile, folder / profile_file_name(profile.host))


def _write(profile: SiteProfile, path: Path) -> None:
    """The whole file or none of it."""
    from cleaners import ProfileError
    from cleaners.files import write_whole
    from cleaners.learner import write_learned
    from cleaners.sites.parsing import parse_profile

    try:
        onto = path.read_text(encoding="utf-8") if path.exists() else ""
        if onto and (other := parse_profile(onto, str(path)).host) != profile.host:
            raise click.ClickException(
                f"{path} is the profile of {other}, and these are pages of {profile.host}: "
                "nothing was written"
            )
        text = write_learned(profile, onto)
        write_whole(path, text.encode())
    except (ProfileError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{error}: nothing was written") from None
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror or error}") from None


def describe(adoption: Adoption) -> Iterator[str]:
    """What was left out, what is better with the profile, and last what was learned."""
    profile = adoption.profile
    for left in adoption.rejected:
        yield (
            f"{profile.host}: left out {left.line}: {left.fact} would be worse on {left.stories} "
            f"of {adoption.stories} stories, {left.generic or 'nothing'} → "
            f"{left.profile or 'nothing'} on {left.url or 'the first of them'}"
        )
    for fact, count in adoption.better.items():
        yield f"{profile.host}: {fact} is better on {count} of {adoption.stories} stories"
    learned = profile.learned
    stories = learned.stories if learned else 0
    versions = f", {learned.versions} pages were versions" if learned and learned.versions else ""
    source = f"{profile.host}: from {stories:,} stories{versions}"
    if not profile.says_anything:
        yield f"{source}: nothing; pages of the site will be judged by the generic rules"
        return
    body = profile.story.learned.get("body")
    where = f"{profile.story.body[0]} on {body.pages} of {body.of}" if body else "not known"
    facts = ", facts by the generic rules" if profile.story.generic_facts else ""
    yield (
        f"{source}: body {where}, {len(profile.remove)} parts and {len(profile.repeated)} lines "
        f"that are no story{facts}"
    )
