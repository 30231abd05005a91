"""Page-by-page report: what the first extractor wrongly kept and lost on its worst pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from benchmarks.quality.marking import Line, Piece, odd_lines
from benchmarks.quality.scoring import Counts, fold
from benchmarks.quality.sets import web_address
from benchmarks.quality.summary import PageScore, Summary
from benchmarks.quality.tables import as_text

WORST = 30  # pages
_MOST_LINES = 200  # of one column; a page kept whole has thousands

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem }
pre { overflow-x: auto; background: #f4f4f4; padding: .8rem }
section { border-top: 2px solid #888; margin-top: 2rem }
table { border-collapse: collapse } td, th { padding: .1rem .7rem; text-align: right }
.both { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
.both > div { max-height: 28rem; overflow: auto; min-width: 0; overflow-wrap: anywhere }
.both p { margin: .35rem 0 }
.kept mark { background: #ffd2cc } .lost mark { background: #cfe3ff }
h3 { margin: .5rem 0 } small { color: #555 }
"""


def as_html(summary: Summary, count: int = WORST) -> str:
    """One HTML file that needs no other: the table, then the worst pages of the first extractor."""
    names = [row.name for row in summary.rows]
    pages = worst_pages(summary, count)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="en"><meta charset="utf-8"><title>{escape(summary.set_name)}</title>',
            f"<style>{_STYLE}</style>",
            f"<h1>{escape(summary.set_name)}</h1><pre>{escape(as_text(summary))}</pre>",
            f"<h2>The {len(pages)} worst pages of {escape(names[0])}</h2>",
            "<p>Marked: words that the other text does not hold. Below F1: precision / recall.</p>",
            *(_section(score, names) for score in pages),
            "</html>\n",
        ]
    )


def worst_pages(summary: Summary, count: int) -> list[PageScore]:
    """The pages with the lowest F1 of the first extractor, the worst one first; none that is 1."""
    scored = [(score, _page_f1(score)) for score in summary.scores]
    wrong = [(score, f1) for score, f1 in scored if f1 is not None and f1 < 1]
    return [score for score, _ in sorted(wrong, key=lambda pair: pair[1])[:count]]


def _page_f1(score: PageScore) -> float | None:
    counts = score.shingles or score.snippets
    return counts[0].f1 if counts else None


def _section(score: PageScore, names: Sequence[str]) -> str:
    page, output = score.page.page, score.page.outputs[0]
    kept, lost = _odd(score)
    title = escape(page.id)
    if url := web_address(page.url):
        title = f'<a href="{escape(url)}" rel="noreferrer">{title}</a>'
    facts = " · ".join(filter(None, (page.page_type, page.lang, page.title, output.trouble)))
    return (
        f"<section><h2>{title}</h2><p><small>{escape(facts)}</small></p>{_scores(score, names)}"
        f'<div class="both"><div class="kept"><h3>Wrongly kept</h3>{_lines(kept)}</div>'
        f'<div class="lost"><h3>Lost</h3>{_lines(lost)}</div></div></section>'
    )


def _odd(score: PageScore) -> tuple[list[Line], list[Line]]:
    """Lines wrongly kept and lost; the snippets that are wrong where there is no gold."""
    page, text = score.page.page, score.page.outputs[0].text
    if score.shingles:
        return odd_lines(text, page.gold or ""), odd_lines(page.gold or "", text)
    folded = fold(text)
    kept = [snippet for snippet in page.without if fold(snippet) in folded]
    lost = [snippet for snippet in page.with_ if fold(snippet) not in folded]
    return [(Piece(line, odd=True),) for line in kept], [(Piece(line, odd=True),) for line in lost]


def _scores(score: PageScore, names: Sequence[str]) -> str:
    all_counts = score.shingles or score.snippets or ()
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    body = "".join(f"<td>{_score(counts)}</td>" for counts in all_counts)
    return f"<table><tr><th></th>{head}</tr><tr><th>F1</th>{body}</tr></table>"


def _score(counts: Counts) -> str:
    return f"{counts.f1:.3f}<br><small>{counts.precision:.2f} / {counts.recall:.2f}</small>"


def _lines(lines: Sequence[Line]) -> str:
    shown = "".join(f"<p>{''.join(_marked(line))}</p>" for line in lines[:_MOST_LINES])
    rest = len(lines) - _MOST_LINES
    return shown + (f"<p><small>and {rest} more lines</small></p>" if rest > 0 else "")


def _marked(line: Line) -> Iterator[str]:
    for piece in line:
        text = escape(piece.text)
        yield f"<mark>{text}</mark>" if piece.odd else text
