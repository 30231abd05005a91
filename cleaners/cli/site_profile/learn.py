"""`site-profile learn`: pages of a site in, its profile out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.cli.options import checked_url, read_stdin

if TYPE_CHECKING:
    from cleaners import SiteProfile

_SUFFIX = ".toml"


@click.command("learn")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="Write here: a .toml file for one site, a folder for several. An existing profile keeps "
    "what a person wrote.",
)
@click.option("--site", metavar="HOST", help="All pages are of this site, whatever their address.")
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
        site-profile learn saved/ --site example.org -o profiles/example.org.toml
    \b
    From pages of many sites, a file each:
        site-profile learn pages.jsonl.gz -o profiles/

    Exit status: 0 learned, 1 nothing learned or a source could not be read, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    from cleaners.cli.site_profile.learning import learn_sources
    from cleaners.cli.site_profile.telling import describe

    learned = learn_sources(sources, read_stdin(sources), site, url)
    if not learned.profiles:
        raise click.ClickException("no page of a known site; name the site with --site HOST")
    if output is None:
        _show(learned.profiles)
    else:
        _write(learned.profiles, output)
    for profile in learned.profiles:
        click.echo(f"site-profile: {describe(profile)}", err=True)
    knows = any(profile.story.body or profile.repeated for profile in learned.profiles)
    sys.exit(0 if knows and not learned.failed else 1)
