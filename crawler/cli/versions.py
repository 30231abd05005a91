"""`chistovik versions URL`: what changed in a story, from the state and the archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from cleaners import Article, CleanersError, ProfileError, Profiles, clean, load_profiles
from crawler.configuration import STATE
from crawler.monitoring.printable import printable, readable
from crawler.store.same_story import identity_of
from crawler.store.sqlite import State
from crawler.store.state_file import StateError, look_into
from crawler.store.state_values import StoredArticle, Version
from crawler.store.warc_files import read_exchange
from crawler.store.warc_records import read_page

# What belongs to a fetch and to its cleaning, and what the text itself shows.
NO_FACTS = frozenset({"metadata", "viewCount", "articleBody", "lead", "headline"})
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("url")
@click.option("--diff", "shows_diff", is_flag=True, help="Show what changed from each to the next.")
@click.option("--output", type=FOLDER, default="output", show_default=True, help="Of the crawl.")
@click.option("--state", type=click.Path(path_type=Path), help="Where it is not in that folder.")
@click.option("--profiles", type=FOLDER, help="Site profiles, as CHISTOVIK_SITE_PROFILES has them.")
def versions(
    url: str, *, shows_diff: bool, output: Path, state: Path | None, profiles: Path | None
) -> None:
    """Show the versions of a story that crawls have stored, and how they differ.

    \b
    chistovik versions https://example.org/n/bridge-opens/ --diff

    All versions are cleaned as pages are cleaned now, so that only what the site changed shows.
    Exit status 1 when no article of this address is stored.
    """  # noqa: D301  click needs the real character
    try:
        with closing(look_into(state or output / STATE)) as known:
            article = _article(known, url)
            if article is None:
                raise click.ClickException(f"no article of {url} is stored")
            found = known.articles.versions(article.identity)
            cleaner = _Cleaner(output, article.url, _profiles(output, profiles))
    except (StateError, ProfileError) as error:
        raise click.ClickException(str(error)) from None
    for line in (*_heading(article), *_table(found)):
        click.echo(readable(printable(line)))
    for before, after in pairwise(found) if shows_diff else ():
        click.echo(f"\n{before.number} → {after.number}")
        for line in difference(cleaner.clean(before), cleaner.clean(after)):
            click.echo(f"  {readable(printable(line))}")


def _article(state: State, url: str) -> StoredArticle | None:
    page = state.page(url)
    identity = page.identity if page and page.identity else identity_of(url)
    return state.articles.get(identity)


def _profiles(output: Path, given: Path | None) -> Profiles:
    """Those of a folder, those that ship, and those that crawls have learned."""
    learned = output / "profiles"
    files = load_profiles(learned).files if any(learned.glob("*.toml")) else {}
    return Profiles(dict(files) | dict(load_profiles(given).files))


def _heading(article: StoredArticle) -> Iterator[str]:
    yield f"{article.url}  «{article.headline or ''}»"
    yield f"  {article.file}"
    if article.deleted:
        yield f"  its page is gone since {article.deleted}"


def _table(found: Sequence[Version]) -> Iterator[str]:
    for version in found:
        part = ", came without its end" if version.is_truncated else ""
        place = f"{version.archive} at {version.offset}"
        yield f"  {version.number}  {version.fetched}  {version.cleaner}  {place}{part}"


class _Cleaner:
    """Cleans archived versions of one story."""

    def __init__(self, output: Path, url: str, profiles: Profiles) -> None:
        self._output = output
        self._profile = profiles.of_url(url)

    def clean(self, version: Version) -> Article | str:
        """The article of a version, or why there is none."""
        path = self._output / version.archive
        page = read_page(read_exchange(path, version.offset))
        if page is None:
            return f"version {version.number} is not in the archive any more"
        try:
            return clean(page.body, page.url, profile=self._profile, content_type=page.content_type)
        except CleanersError as error:
            return f"version {version.number}: {error}"


def difference(before: Article | str, after: Article | str) -> Iterator[str]:
    """What changed from one version to the next: lines with - and +, then facts by name."""
    if isinstance(before, str) or isinstance(after, str):
        yield from (one for one in (before, after) if isinstance(one, str))
        return
    lines = [*unified_diff(_lines(before), _lines(after), lineterm="", n=0)][2:]
    yield from (f"{line[0]} {line[1:]}" for line in lines if not line.startswith("@@"))
    yield from _changed_facts(before.to_dict(), after.to_dict())


def _lines(article: Article) -> list[str]:
    return [article.headline or "", *filter(None, article.text.split("\n"))]


def _changed_facts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted((before.keys() | after.keys()) - NO_FACTS):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield f"{name}: {_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    return "nothing" if value is None else str(value)
