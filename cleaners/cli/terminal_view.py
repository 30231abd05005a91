"""An article for a person at a terminal: headline, facts, story, then what was removed and why."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cleaners.block import ArticleBlock, Kind
from cleaners.cli.formats import Terminal
from cleaners.cli.shown_text import visible
from cleaners.decision import FACTS, Reason

if TYPE_CHECKING:
    from cleaners.article import Article, Removed

_WIDEST = 88  # columns; longer lines are hard to read
_EXAMPLES = 3  # removed texts shown for each reason
_LONGEST_EXAMPLE = 60  # characters

_STYLES = {Kind.LEAD: "bold", Kind.HEADING: "bold underline", Kind.CAPTION: "italic dim"}
_INDENTED = frozenset({Kind.QUOTE, Kind.EMBED})


def terminal_of(stream: TextIO) -> Terminal:
    """Width and colours of the terminal behind a stream; `NO_COLOR` is obeyed."""
    console = Console(file=stream)
    has_colour = console.is_terminal and not console.no_color and not console.is_dumb_terminal
    return Terminal(columns=console.width, has_colour=has_colour)


def view_article(article: Article, terminal: Terminal) -> str:
    """The article as lines that fit the terminal, without a line break at the end."""
    console = Console(
        file=(file := io.StringIO()),
        width=min(terminal.columns, _WIDEST),
        force_terminal=terminal.has_colour,
        color_system="standard" if terminal.has_colour else None,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(Group(*_parts(article)))
    return "\n".join(line.rstrip() for line in file.getvalue().rstrip().split("\n"))


def _parts(article: Article) -> Iterator[RenderableType]:
    if article.headline:
        yield Text(visible(article.headline), style="bold cyan")
    yield from (Text(visible(fact), style="dim") for fact in _facts(article) if fact)
    for block in article.blocks:
        if block.kind is not Kind.PICTURE:
            yield Text()
            yield _story_block(block)
    if article.removed:
        yield Text()
        yield from _removed(article.removed)


def _facts(article: Article) -> Iterator[str]:
    """Lines of facts: who and when, where, what else is known."""
    people = ", ".join(author.name for author in article.authors)
    views = "" if article.view_count is None else f"{article.view_count:,} views"
    yield " · ".join(filter(None, (people, article.date_published, article.section, views)))
    yield article.url or article.canonical_url or ""
    confidence = article.metadata.confidence
    sure = "" if confidence is None else f"confidence {confidence:.2f}"
    profile = f"profile {article.metadata.profile}" if article.metadata.profile else ""
    yield " · ".join(filter(None, (article.in_language, profile, sure)))


def _story_block(block: ArticleBlock) -> RenderableType:
    lines = (block.text or block.url or "").split("\n")
    text = Text("\n".join(map(visible, lines)), style=_STYLES.get(block.kind, ""))
    if block.kind is Kind.LIST_ITEM:
        row = Table.grid(padding=(0, 1))
        row.add_row("•", text)
        return row
    return Padding(text, (0, 0, 0, 4)) if block.kind in _INDENTED else text


def _removed(removed: Sequence[Removed]) -> Iterator[Text]:
    """How many blocks were removed for each reason, with the first few of them."""
    by_reason: dict[Reason, list[str]] = {}
    for block in removed:
        if block.reason not in FACTS:
            by_reason.setdefault(block.reason, []).append(_short(block.text))
    yield Text(f"removed: {sum(map(len, by_reason.values())):,} blocks", style="bold")
    for reason, texts in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        examples = " | ".join(texts[:_EXAMPLES]) + (" …" if len(texts) > _EXAMPLES else "")
        yield Text.assemble(f"{len(texts):5,} {reason}: ", (examples, "dim"))


def _short(text: str) -> str:
    line = visible(text)
    return line if len(line) <= _LONGEST_EXAMPLE else line[: _LONGEST_EXAMPLE - 1] + "…"
