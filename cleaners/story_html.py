"""The story as HTML, for feeds: text and addresses of the web alone, nothing that runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from cleaners.block import CELL_BREAK, ArticleBlock, Kind, TextLink


def story_html(blocks: Sequence[ArticleBlock]) -> str:
    """The blocks as elements; list items stand in a list, a caption below its picture."""
    groups = groupby(blocks, lambda block: block.kind is Kind.LIST_ITEM)
    parts = (_list(group) if is_list else _elements(group) for is_list, group in groups)
    return "\n".join(line for part in parts for line in part)


def _list(items: Iterator[ArticleBlock]) -> Iterator[str]:
    yield f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>"


def _elements(blocks: Iterator[ArticleBlock]) -> Iterator[str]:
    picture = ""
    for block in blocks:
        if picture and block.kind is Kind.CAPTION:
            yield f"<figure>{picture}<figcaption>{_text(block)}</figcaption></figure>"
            picture = ""
            continue
        if picture:
            yield f"<figure>{picture}</figure>"
        picture = _picture(block.url or "") if block.kind is Kind.PICTURE else ""
        if block.kind is not Kind.PICTURE:
            yield _element(block)
    if picture:
        yield f"<figure>{picture}</figure>"


def _element(block: ArticleBlock) -> str:
    if block.kind is Kind.HEADING:
        rank = min(max(block.level or 2, 2), 6)
        return f"<h{rank}>{_text(block)}</h{rank}>"
    if block.kind is Kind.TABLE:
        return _table(block.text or "")
    if block.kind is Kind.EMBED:
        text = f"<blockquote><p>{_text(block)}</p></blockquote>" if block.text else ""
        return text + (f"<p>{_link(block.url, block.url)}</p>" if block.url else "")
    if block.kind is Kind.QUOTE:
        return f"<blockquote><p>{_text(block)}</p></blockquote>"
    if block.kind is Kind.CAPTION:
        return f"<p><em>{_text(block)}</em></p>"
    return f"<p>{_text(block)}</p>"


def _text(block: ArticleBlock) -> str:
    """The text with its links; those that overlap are text."""
    text, pieces, done = block.text or "", [], 0
    for link in block.links:
        if done <= link.start < link.end <= len(text):
            pieces += [escape(text[done : link.start]), _linked(text, link)]
            done = link.end
    return "".join((*pieces, escape(text[done:])))


def _linked(text: str, link: TextLink) -> str:
    return _link(link.url, text[link.start : link.end])


def _link(url: str, text: str) -> str:
    """A link into the web; text where the address leads elsewhere."""
    return f'<a href="{escape(url)}">{escape(text)}</a>' if _is_web(url) else escape(text)


def _picture(url: str) -> str:
    return f'<img src="{escape(url)}" alt="">' if _is_web(url) else ""


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _table(text: str) -> str:
    rows = [row.split(CELL_BREAK) for row in text.split("\n")]
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
