"""A dump without markup: document → page."""

from __future__ import annotations

import re

import msgspec

from cleaners.block import CELL_BREAK, Block, Kind
from cleaners.document import Document
from cleaners.labels import load_lexicon
from cleaners.limits import timed
from cleaners.page import Page
from cleaners.plaintext.scraps import read_scraps
from cleaners.plaintext.single_line import cut_single_line
from cleaners.plaintext.wrapping import drop_doubled, unwrap
from cleaners.reading.fold import drop_unreadable, fold
from cleaners.sites.profile import SiteProfile
from cleaners.sites.profile_lines import labels_of, template_of

# A bullet and white space. Dashes are no bullets: «– Мы начали с малого» is speech; a hyphen is
# one before a short line that is no sentence.
_BULLET = re.compile(r"(?:[•●▪◦‣·∙■□►▸]|[*+](?=\s))\s*")
_HYPHEN = re.compile(r"-\s+(?=\S)")
_LONGEST_HYPHEN_ITEM = 80  # characters
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")


def read_plaintext(document: Document, profile: SiteProfile | None) -> Page:
    """Cut a dump into its lines; blank lines are counted, bullets taken off.

    A `profile` of the host adds its labels and its template; its selectors need markup.
    """
    blocks: list[Block] = []
    tables: dict[int, list[str]] = {}
    gap = 0
    written = _split_lines(document.text)
    lines = cut_single_line(written, load_lexicon())
    for line in timed(lines):
        kind, level, text = _read_line(line) if line else (Kind.PARAGRAPH, 0, "")
        if not text:
            gap += 1
        elif kind is Kind.TABLE and not gap and blocks and blocks[-1].kind is Kind.TABLE:
            tables.setdefault(len(blocks) - 1, [blocks[-1].text]).append(text)
        else:
            blocks.append(Block(len(blocks), text, kind, gap=gap, level=level))
            gap = 0
    for index, rows in tables.items():
        blocks[index] = msgspec.structs.replace(blocks[index], text="\n".join(rows))
    return Page(
        blocks=tuple(blocks),
        labels=labels_of(profile),
        template=template_of(profile),
        profile=profile.host if profile else None,
        recut=lines is not written,
    )


def _split_lines(text: str) -> list[str]:
    """The lines of a dump as they were written; separators that are unreadable end none."""
    # Some word processors write a vertical tab for a space between words.
    text = text.replace("\v", " ")
    if "\x1c" in text or "\x1d" in text or "\x1e" in text:
        text = drop_unreadable(text)
    return unwrap(drop_doubled(read_scraps(text).splitlines()))


def _read_line(line: str) -> tuple[Kind, int, str]:
    """Kind, heading level and folded text without the marks of the kind.

    >>> _read_line("  • [[year]]")
    (<Kind.LIST_ITEM: 'list_item'>, 0, '[[year]]')
    """
    if "\t" in line:
        cells = [fold(cell) for cell in line.strip().split("\t")]
        if sum(map(bool, cells)) > 1:
            return Kind.TABLE, 0, CELL_BREAK.join(cells)
    text = fold(line)
    if text[:1].isalnum():
        return Kind.PARAGRAPH, 0, text
    bullet = _BULLET.match(text) or _match_hyphen(text)
    if bullet:
        return Kind.LIST_ITEM, 0, text[bullet.end() :]
    heading = _MARKDOWN_HEADING.match(text)
    if heading:
        return Kind.HEADING, len(heading[1]), text[heading.end() :]
    return Kind.PARAGRAPH, 0, text


def _match_hyphen(text: str) -> re.Match[str] | None:
    short = len(text) <= _LONGEST_HYPHEN_ITEM and text[-1:] not in '.!?»"'
    return _HYPHEN.match(text) if short else None
