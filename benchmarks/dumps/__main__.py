"""The command: sets of pages in, sets of their text out."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from benchmarks.dumps.renderers import (
    NAMES,
    RENDERERS,
    STORY,
    cut_story,
    is_installed,
    put_headline,
)
from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import PageSet, SetPage


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option(
    "--renderer", "names", type=click.Choice(NAMES), metavar="NAME", multiple=True,
    help=f"These only. Known: {', '.join(NAMES)}. [default: all that are installed]",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True,
    help="Folder for the sets of dumps: one file a set and renderer, and one of stories alone.",
)  # fmt: skip
def main(sets: Sequence[str], names: Sequence[str], output: Path) -> None:
    """Render the pages of each SET to text: a set again, with the text in place of the markup.

    python -m benchmarks.dumps data/*.jsonl.xz -o output/dumps
    """
    missing = [name for name in names or NAMES if not is_installed(name)]
    if names and missing:
        raise click.ClickException(f"{', '.join(missing)}: not installed (make bench-setup)")
    if missing:
        click.echo(f"left out: {', '.join(missing)}: not installed (make bench-setup)", err=True)
    output.mkdir(parents=True, exist_ok=True)
    try:
        for page_set in map(load_set, sets):
            _render(page_set, [name for name in names or NAMES if name not in missing], output)
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _render(page_set: PageSet, names: Sequence[str], output: Path) -> None:
    """One file a renderer, and one of stories alone; pages with bad gold are left out."""
    for name in (*names, STORY):
        path = output / f"{page_set.name}.{name}.jsonl.xz"
        part = path.with_suffix(".part")
        count = 0
        with lzma.open(part, "wb", preset=1) as file:
            for page in page_set.read():
                dump = None if page.id in page_set.bad else _dump(page, name)
                if dump is not None:
                    file.write(msgspec.json.encode(dump) + b"\n")
                    count += 1
        part.replace(path)
        click.echo(f"{path}: {count} dumps")


def _dump(page: SetPage, name: str) -> SetPage | None:
    """The page with its text in place of the markup; None where there is no text to be had."""
    if name == STORY:
        story = _writable(cut_story(page))
        text = _writable(put_headline(page, story))
        return msgspec.structs.replace(page, html=text, gold=story) if story else None
    try:
        text = RENDERERS[name](page.html)
    except Exception as error:  # noqa: BLE001  a renderer may raise anything
        click.echo(f"{name}: {page.id}: {error!r}", err=True)
        return None
    return msgspec.structs.replace(page, html=_writable(text))


def _writable(text: str) -> str:
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


if __name__ == "__main__":
    main()
