"""The story as CommonMark."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from cleaners.block import CELL_BREAK, ArticleBlock, Kind, TextLink

# A character that would start or end markup anywhere in a line, and marks that do so at its start.
_INLINE = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;))")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+$|-+$|~{3,}|\|)|^(\d{1,9})([.)])(?=\s|$)"
)
_HEADING_END = re.compile(r"(?<=\s)(#+)$")
# What would end an address or change what is seen of it.
_NO_ADDRESS = re.compile(
    r"[\s<>()\"`\\\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f]"
)
# What YAML does not take as it is, even within quotation marks.
_NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def render_front_matter(facts: Mapping[str, str | Sequence[str] | None]) -> str:
    """Facts as YAML between two lines of dashes, unknown ones left out.

    Static site generators and note-taking programs read it. Strings are written as JSON, which is
    YAML, so that no value can end or change it.

    >>> print(render_front_matter({"title": "Мост: открыт", "date": None, "tags": ["a"]}), end="")
    ---
    title: "Мост: открыт"
    tags: ["a"]
    ---
    """
    lines = [f"{key}: {_yaml(value)}\n" for key, value in facts.items() if value]
    return f"---\n{''.join(lines)}---\n"


def _yaml(value: str | Sequence[str]) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def render_markdown(headline: str | None, blocks: tuple[ArticleBlock, ...]) -> str:
    """Headline as `#`, then the blocks; a blank line between all but list items."""
    parts = [_heading(headline, 1)] if headline else []
    for is_list, group in groupby(blocks, lambda block: block.kind is Kind.LIST_ITEM):
        rendered = [_render(block) for block in group]
        parts += ["\n".join(rendered)] if is_list else rendered
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    r"""Text that CommonMark shows as it is.

    >>> escape("1. *Итог* дня")
    '1\\. \\*Итог\\* дня'
    """
    return _LINE_START.sub(_escape_start, _INLINE.sub(r"\\\1", text))


def _escape_start(match: re.Match[str]) -> str:
    return rf"{match[2]}\{match[3]}" if match[2] else rf"\{match[1]}"


_FRAMES = {
    Kind.LEAD: "**{}**",
    Kind.QUOTE: "> {}",
    Kind.LIST_ITEM: "- {}",
    Kind.CAPTION: "*{}*",
}


def _render(block: ArticleBlock) -> str:
    if block.kind is Kind.TABLE:
        return _table(block.text or "")
    if block.kind is Kind.EMBED:
        return "> " + escape(block.text) if block.text else _address(block.url or "")
    if block.kind is Kind.PICTURE:
        return _picture(block.url or "")
    if block.kind is Kind.HEADING:
        return _heading(block.text or "", min(max(block.level or 2, 2), 6), block.links)
    return _FRAMES.get(block.kind, "{}").format(_linked(block.text or "", block.links))


def _heading(text: str, rank: int, links: Sequence[TextLink] = ()) -> str:
    shown = _HEADING_END.sub(r"\\\1", _linked(text, links))
    return f"{'#' * rank} {shown}"


def _linked(text: str, links: Sequence[TextLink]) -> str:
    """A text with its links. Links that overlap, or lead elsewhere than into the web, are text."""
    pieces, done = [], 0
    for link in links:
        if done <= link.start < link.end <= len(text) and _is_web(link.url):
            label = escape(text[link.start : link.end])
            pieces += [escape(text[done : link.start]), f"[{label}]({_target(link.url)})"]
            done = link.end
    return "".join((*pieces, escape(text[done:])))


def _picture(url: str) -> str:
    return f"![]({_target(url)})" if _is_web(url) else escape(url)


def _address(url: str) -> str:
    """An address of the web as a link, any other as text: it could be code, or a tag."""
    return f"<{_quote(url)}>" if _is_web(url) else escape(url)


def _is_web(url: str) -> bool:
    return url.startswith(("http://", "https://"))


def _quote(url: str) -> str:
    return _NO_ADDRESS.sub(lambda match: quote(match[0], safe=""), url)


def _target(url: str) -> str:
    """An address as it stands in round brackets, where character references are read."""
    return _REFERENCE.sub(r"\\&", _quote(url))


def _table(text: str) -> str:
    """Rows on lines as a GitHub table; short rows are filled up."""
    rows = [row.split(CELL_BREAK) for row in text.split("\n")]
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(map(_cell, row + [""] * (width - len(row)))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _cell(text: str) -> str:
    return escape(text).replace("|", "\\|")
