"""An article in each of the formats."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from cleaners.cli.formats import CSV_COLUMNS, Format, Terminal

if TYPE_CHECKING:
    from cleaners import Article

_LIST_BREAK = "; "  # between authors, and between tags, in one cell of a table


def render(
    article: Article, format_: Format, *, explain: bool = False, terminal: Terminal | None = None
) -> str:
    """The article as a string without a line break at its end.

    `explain` adds the blocks with their reasons to JSON; `terminal` is what `VIEW` is made for.
    """
    match format_:
        case Format.JSONL:
            return article.to_json(explain=explain)
        case Format.JSON:
            return json.dumps(article.to_dict(explain=explain), ensure_ascii=False, indent=2)
        case Format.MD:
            return article.to_markdown(front_matter=True).removesuffix("\n")
        case Format.TXT:
            return "\n\n".join(filter(None, (article.headline, article.text)))
        case Format.CSV:
            return _csv_row(article)
        case Format.VIEW:
            # Imported here: it takes 0.1 s, and only people at a terminal ask for it.
            from cleaners.cli.terminal_view import view_article

            return view_article(article, terminal or Terminal())


def _csv_row(article: Article) -> str:
    """One row of `CSV_COLUMNS`, quoted as RFC 4180 has it; an empty cell is unknown."""
    image = article.main_image
    cells = {
        "url": article.url,
        "title": article.headline,
        "authors": _LIST_BREAK.join(author.name for author in article.authors),
        "date": article.date_published,
        "date_modified": article.date_modified,
        "language": article.in_language,
        "section": article.section,
        "tags": _LIST_BREAK.join(article.tags),
        "description": article.description,
        "lead": article.lead,
        "text": article.text,
        "view_count": article.view_count,
        "image": image.url if image else None,
        "canonical_url": article.canonical_url,
        "confidence": article.metadata.confidence,
        "source": article.metadata.source,
    }
    line = io.StringIO()
    csv.DictWriter(line, CSV_COLUMNS).writerow(cells)
    return line.getvalue().removesuffix("\r\n")
