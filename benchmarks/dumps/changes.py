"""What happens to a dump on its way into a corpus: each change makes another text of the same page.

A change of layout leaves the words as they are, so the same story must come out.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

from benchmarks.quality.scoring import fold
from cleaners.shingles import shared, shingle_set

_INDENT = " " * 4
_EVERY = 3  # spaces: one of so many becomes a no-break space
_LEAST_LINE = 40  # characters of a line that tells where the story stands
_OF_STORY = 0.5  # share of its shingles; renderers put bullets and figures to paragraphs
_LEAST_CUT = 60  # characters of the paragraph that is cut
_LEAST_PARAGRAPHS = 3  # of the story that is cut
_MOST_TAIL = 60  # lines


def drop_blank_lines(text: str) -> str:
    r"""The lines alone.

    >>> drop_blank_lines("a\n\nb")
    'a\nb'
    """
    return "\n".join(line for line in text.splitlines() if line.strip())


def double_newlines(text: str) -> str:
    r"""Every line followed by a blank one, as programs write that end a line twice.

    >>> double_newlines("a\nb\n\nc")
    'a\n\nb\n\n\n\nc'
    """
    return "\n\n".join(text.splitlines())


def end_as_windows(text: str) -> str:
    """Lines that end in CR and LF."""
    return "\r\n".join(text.splitlines())


def indent(text: str) -> str:
    """Every line some spaces to the right."""
    return textwrap.indent(text, _INDENT)


def put_no_break_spaces(text: str) -> str:
    """Every third space made one that does not break."""
    count = 0

    def change(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0] if count % _EVERY else "\u00a0"

    return re.sub(r"(?<=\S) (?=\S)", change, text)


def wrap(text: str, width: int) -> str:
    r"""Lines broken at a width, as mail programs do.

    >>> wrap("a b c\n\nd", 3)
    'a b\nc\n\nd'
    """
    return "\n".join(
        broken for line in text.splitlines() for broken in (textwrap.wrap(line, width) or [""])
    )


def join_lines(text: str) -> str:
    """Everything on one line."""
    return " ".join(text.split())


LAYOUTS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "no blank lines": drop_blank_lines,
    "doubled newlines": double_newlines,
    "CRLF": end_as_windows,
    "indented": indent,
    "no-break spaces": put_no_break_spaces,
    "wrapped at 72": lambda text: wrap(text, 72),
    "wrapped at 80": lambda text: wrap(text, 80),
    "one line": join_lines,
}


def tail_of(text: str, gold: str) -> str:
    """What stands below the last line of a dump that is story; "" where no line is."""
    lines, story = text.splitlines(), shingle_set(gold)
    found = [
        index
        for index, line in enumerate(lines)
        if len(line) >= _LEAST_LINE and shared(line, story) >= _OF_STORY
    ]
    return "\n".join(lines[found[-1] + 1 :][:_MOST_TAIL]).strip("\n") if found else ""


def cut_in_sentence(text: str, gold: str) -> tuple[str, str] | None:
    """The dump up to the middle of a paragraph in the middle of its story, and the gold of that.

    None where fewer than three paragraphs of the gold are lines of the dump.
    """
    dump, story = text.splitlines(), gold.splitlines()
    in_dump = {fold(line): index for index, line in enumerate(dump)}
    long = [
        index
        for index, line in enumerate(story)
        if fold(line) in in_dump and len(line) >= _LEAST_CUT
    ]
    if len(long) < _LEAST_PARAGRAPHS:
        return None
    chosen = long[len(long) // 2]
    paragraph = fold(story[chosen])
    half = paragraph[: paragraph.find(" ", len(paragraph) // 2)]
    return "\n".join([*dump[: in_dump[paragraph]], half]), "\n".join([*story[:chosen], half])
