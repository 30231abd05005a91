"""What is done to plain-text dumps today, as contenders: nothing, line rules, HTML extractors."""

from __future__ import annotations

import html
import re

from benchmarks.quality.values import SetPage

_CITATION = re.compile(r"\[\d*]|\[edit]|\[citation needed]")
_SENTENCE_ENDS = (".", "?", "!", '"', "'")
_LEAST_WORDS = 3
_LONGEST_WORD = 1000  # characters
_POLICY = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies",
           "use cookies", "javascript")  # fmt: skip


def keep_all(page: SetPage) -> str:
    """The dump as it is."""
    return page.html


def keep_c4_lines(page: SetPage) -> str:
    """The lines that the rules of C4 keep.

    The rules for single lines of datatrove's `C4QualityFilter`, after Raffel et al. 2020
    (https://jmlr.org/papers/v21/20-074.html); those that drop a whole page are left out, since
    every page here has a story.
    """
    lines = (_CITATION.sub("", line.strip()) for line in page.html.splitlines())
    return "\n".join(filter(_is_c4_line, lines))


def _is_c4_line(line: str) -> bool:
    words = line.split()
    return (
        line.endswith(_SENTENCE_ENDS)
        and not line.endswith("...")
        and len(words) >= _LEAST_WORDS
        and max(map(len, words)) <= _LONGEST_WORD
        and not any(phrase in line.lower() for phrase in _POLICY)
    )


def as_paragraphs(page: SetPage) -> SetPage:
    """The same page with each line of the dump in a `<p>`, for extractors that read markup."""
    lines = (line.strip() for line in page.html.splitlines())
    body = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
    return SetPage(page.id, f"<html><body>{body}</body></html>", url=page.url, lang=page.lang)
