"""Is any word of the lists story? `python -m benchmarks.dumps.words`.

A label stands alone on its line, and so may a subheading. Each line of the dumps that is one of our
labels is counted: on how many pages it is a line of the gold, and on how many it is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import click

from benchmarks.quality.checkouts import load_set
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import SetPage
from cleaners.labels import Lexicon, fold_label, load_lexicon

_LONGEST = 60  # characters of a label


def count_labels(pages: Iterable[SetPage], lexicon: Lexicon) -> dict[str, tuple[int, int]]:
    """Of each label that stands on a page: pages on which it is story, and on which it is not."""
    known = lexicon.run | lexicon.tabs | lexicon.alone.keys()
    story: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for page in pages:
        told = {fold_label(line) for line in (page.gold or "").splitlines()}
        lines = {fold_label(line) for line in page.html.splitlines() if len(line) <= _LONGEST}
        found = known & lines
        story.update(found & told)
        other.update(found - told)
    return {label: (story[label], other[label]) for label in sorted({*story, *other})}


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
def main(sets: Sequence[str]) -> None:
    """Print the labels that are story somewhere in SETs of dumps, as `benchmarks.dumps` makes them.

    python -m benchmarks.dumps.words output/dumps/*.html-text.jsonl.xz
    """
    try:
        pages = (
            page
            for name in sets
            for page in load_set(name).read()
            if page.gold and page.page_type == "article"
        )
        counts = count_labels(pages, load_lexicon())
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("| label | story | no story |\n|---|---|---|")
    for label, (story, other) in counts.items():
        if story:
            click.echo(f"| {label} | {story} | {other} |")
    seen = sum(story + other for story, other in counts.values())
    told = sum(story for story, _ in counts.values())
    click.echo(f"\n{len(counts)} labels stand on {seen} lines of pages, {told} of them story")


if __name__ == "__main__":
    main()
