"""What readers wrote below a story: the whole part goes, however short the story is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.decision import Reason
from cleaners.judge.block_rules import Verdict
from cleaners.judge.prose import is_running_text
from cleaners.page import Outline, Page

_LEAST_SENTENCE = 5  # words of the story above its comments
_PARTS = frozenset({"comments", "comment", "commentlist", "kommentare", "disqus"})
# What only a part with comments has: who wrote each, when, and what.
_INNER = frozenset(
    f"comment {word}"
    for word in ("author", "body", "content", "date", "form", "item", "list", "meta", "metadata",
                 "reply", "text", "template", "respond", "block", "header", "message")
) | {"commentlist", "comment respond", "disqus thread"}  # fmt: skip
_COMMENT = "comment"
_VERDICT = Verdict(Reason.COMMENTS, "comments_below_story")


def find_comments(page: Page, outline: Outline, kept: Sequence[bool]) -> dict[int, Verdict]:
    """Verdicts for the blocks of parts named after comments, by index of the block.

    Only below a sentence of the story, as `kept` says of each block.
    """
    story = (b.index for b in page.blocks if kept[b.index] and _is_sentence(b.text))
    first = next(story, None)
    if first is None:
        return {}
    return {
        index: _VERDICT
        for start, end in _parts(outline, first)
        for index in range(start, end)
        if page.blocks[index].text or page.blocks[index].url
    }


def _is_sentence(text: str) -> bool:
    return is_running_text(text, _LEAST_SENTENCE)


def _parts(outline: Outline, first: int) -> Iterator[tuple[int, int]]:
    """The ranges of the outermost parts of comments behind a block of the story."""
    behind = first + 1
    each = zip(outline.starts, outline.ends, outline.names, strict=True)
    for element, (start, end, names) in enumerate(each):
        if start < behind or end <= start or _PARTS.isdisjoint(names):
            continue
        if _has_comments(outline, element):
            yield start, end
            behind = end


def _has_comments(outline: Outline, element: int) -> bool:
    """Whether an element or one within it is named as parts of comments are, or one a comment."""
    end = outline.ends[element]
    is_plural = _COMMENT not in outline.names[element]
    for inner in range(element, len(outline.names)):
        if outline.starts[inner] >= end and inner > element:
            return False
        names = outline.names[inner]
        if (is_plural and _COMMENT in names) or any(pair in _INNER for pair in names):
            return True
    return False
