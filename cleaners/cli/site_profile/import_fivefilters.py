"""`site-profile import-fivefilters`: a rule collection of others becomes a folder of profiles."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.cli.shown_text import printable

if TYPE_CHECKING:
    from cleaners import SiteProfile
    from cleaners.sites.fivefilters import Imported, Skipped


@click.command("import-fivefilters")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False))
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    help="Write the profiles into this folder, new or empty. Without it nothing is written.",
)
def main(folder: str, output: str | None) -> None:
    """Import rules of fivefilters/ftr-site-config.

    DIR holds files named after their hosts: `example.com.txt`, and `.example.com.txt` for all
    subdomains. Imported are title, body, author, date, strip, strip_id_or_class, strip_image_src
    and, as a remark, test_url. Every other line, and every selector that is no XPath 1.0, is named
    with its file, its number and a reason. A table at the end counts them.

    \b
    What would be imported, and what left out?
        site-profile import-fivefilters ftr-site-config/
    \b
    Import, then clean with it:
        site-profile import-fivefilters ftr-site-config/ -o profiles/
        clean-file dumps/ --profiles profiles/ -o articles.jsonl

    Exit status: 0 imported, whatever lines were left out; 1 a file could not be read, or two are
    for one host; 2 wrong usage.
    """  # noqa: D301  click needs the real character
    from cleaners.sites.fivefilters import import_files
    from cleaners.sites.fivefilters_files import rule_files

    paths = rule_files(Path(folder))
    if not paths:
        raise click.BadParameter(f"{folder} has no file that ends in .txt", param_hint="'DIR'")
    target = _checked_output(output) if output else None
    tally = _Tally()
    for path, result in import_files(paths, dt.datetime.now().astimezone().date()):
        tally.count(path.name, result)
    tally.show()
    if target:
        try:
            _write(tally.profiles, target)
        except OSError as error:
            raise click.ClickException(f"{target}: {error.strerror or error}") from None
        click.echo(f"written: {len(tally.profiles):,} profiles in {target}")
    if tally.has_failures:
        raise SystemExit(1)


class _Tally:
    """Tells of each line and file that is left out, and counts."""

    def __init__(self) -> None:
        self.profiles: list[SiteProfile] = []
        self.has_failures = False
        self._files = 0
        self._used: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    def count(self, name: str, result: Imported | Skipped) -> None:
        """Count a file, and print what was left out of it."""
        from cleaners.sites.fivefilters import Imported

        self._files += 1
        if not isinstance(result, Imported):
            self.has_failures |= result.failed
            click.echo(printable(f"{name}: left out: {result.why}"))
            return
        for left in result.left_out:
            place = f"{name}:{left.rule.number}"
            click.echo(printable(f"{place}: left out: {left.rule.text}  # {left.why}"))
        self._left_out.update(left.rule.directive or "(no directive)" for left in result.left_out)
        self._used.update(rule.directive for rule in result.used)
        if result.profile:
            self.profiles.append(result.profile)

    def show(self) -> None:
        """Print how often each directive was imported and left out."""
        names = sorted({*self._used, *self._left_out}, key=lambda name: (-self._used[name], name))
        rows = [("directive", "imported", "left out")]
        rows += [(name, f"{self._used[name]:,}", f"{self._left_out[name]:,}") for name in names]
        rows.append(("all", f"{self._used.total():,}", f"{self._left_out.total():,}"))
        width = max(len(row[0]) for row in rows)
        click.echo()
        for name, used, left_out in rows:
            click.echo(f"{printable(name):<{width}}  {used:>8}  {left_out:>8}")
        click.echo(f"\n{self._files:,} files, {len(self.profiles):,} profiles")


def _checked_output(output: str) -> Path:
    target = Path(output)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise click.BadParameter(
            f"{target} is not empty; name a new folder, then compare", param_hint="'-o'"
        )
    if not target.absolute().parent.is_dir():
        raise click.BadParameter(f"there is no folder {target.parent}", param_hint="'-o'")
    return target


def _write(profiles: list[SiteProfile], target: Path) -> None:
    """All of them or none: they are written beside the folder, which then takes their name."""
    from cleaners.sites.loader import profile_file_name
    from cleaners.sites.writing import write_profile

    with tempfile.TemporaryDirectory(prefix=".import-", dir=target.absolute().parent) as work:
        made = Path(work) / "profiles"
        made.mkdir()
        for profile in profiles:
            path = made / profile_file_name(profile.host)
            path.write_text(write_profile(profile), encoding="utf-8")
        made.replace(target)
