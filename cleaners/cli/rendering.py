"""An article in each of the formats."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from cleaners.cli.formats import Format, Terminal
from cleaners.table_row import article_row

if TYPE_CHECKING:
    from cleaners import Article

_LIST_BREAK = "; "  # between authors, and between tags, in one cell of a table


def render(
    article: Article, format_: Format, *, explain: bool = False, terminal: Terminal | None = None
) -> str:
    """The article as a string without a line break at its end.

    `explain` adds the blocks with their reasons to JSON; `terminal` is what `VIEW` is made for.
    """
    if format_ is Format.VIEW:
        # Imported here: it takes 0.1 s, and only people at a terminal ask for it.
        from cleaners.cli.terminal_view import view_article

        return view_article(article, terminal or Terminal())
    if format_ is Format.JSONL:
        return article.to_json(explain=explain)
    if format_ is Format.JSON:
        return _indented(article.to_dict(explain=explain))
    return _PLAIN[format_](article)


def _indented(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _news_article(article: Article) -> str:
    # Imported here, as the feed is: few runs write these.
    from cleaners.cli.news_article import to_news_article

    return _indented(to_news_article(article))


def _feed_entry(article: Article) -> str:
    from cleaners.cli.atom_feed import feed_entry

    return feed_entry(article)


def _markdown(article: Article) -> str:
    return article.to_markdown(front_matter=True).removesuffix("\n")


def _text(article: Article) -> str:
    return "\n\n".join(filter(None, (article.headline, article.text)))


def _csv_row(article: Article) -> str:
    """A row, quoted as RFC 4180 has it; an empty cell is unknown, lists are joined."""
    cells = [
        _LIST_BREAK.join(value) if isinstance(value, list) else value
        for value in article_row(article).values()
    ]
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().removesuffix("\r\n")


def _json_row(article: Article) -> str:
    return json.dumps(article_row(article))


_PLAIN = {
    Format.MD: _markdown,
    Format.TXT: _text,
    Format.CSV: _csv_row,
    Format.PARQUET: _json_row,
    Format.ATOM: _feed_entry,
    Format.LD: _news_article,
}
