"""Small pages with gold, as the training reads them."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.quality.values import PageSet, SetPage
from benchmarks.training.examples import Example, read_examples
from tests.benchmarks.quality_sets import STORY

MENU = "".join(f"<li><a href=/{number}>Section {number}</a></li>" for number in range(4))


def gold_page(host: str, html: str | None = None, **facts: object) -> SetPage:
    """A page of a host whose story stands in a part named so, between a menu and a notice."""
    story = "".join(f"<p>{text}</p>" for text in STORY)
    html = html or (
        "<html><head><title>Bridge open</title></head><body>"
        f"<ul class=sections>{MENU}</ul><h1>Bridge open</h1><div class=story>{story}</div>"
        f"<p class=notice>This is what is said of {host} below every story.</p></body></html>"
    )
    values: dict[str, object] = {"id": host, "html": html, "host": host, "gold": "\n".join(STORY)}
    return SetPage(**{**values, **facts})  # type: ignore[arg-type]


def page_set(
    pages: Sequence[SetPage], name: str = "set", bad: frozenset[str] = frozenset()
) -> PageSet:
    """A set of these pages."""
    return PageSet(name, lambda: iter(pages), bad)


def examples(*pages: SetPage, name: str = "set") -> list[Example]:
    """What the training makes of these pages."""
    return list(read_examples(page_set(pages, name)))
