"""Which pictures, embeds and captions are the story's: those between its texts and its headline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, MutableSequence
from itertools import pairwise
from urllib.parse import urlsplit

from cleaners.block import Block, Kind
from cleaners.decision import KEEPING, Reason
from cleaners.judge.block_rules import Verdict
from cleaners.page import Outline, Page

PLACED = frozenset({Kind.PICTURE, Kind.CAPTION, Kind.EMBED})
_LEAST_ICONS = 3  # times that one picture stands in a story
_MOST_BETWEEN = 10  # blocks with text between two kept ones that a picture may stand in
_FIGURES = frozenset({"figure", "amp-carousel"})
_GALLERIES = frozenset(
    {
        "gallery", "slideshow", "galerie", "galleria", "galería", "photoset", "photogallery",
        "slides", "slider", "swiper", "fotorama", "lightbox",
    }
)  # fmt: skip
# Of what stands between headline and story.
_LEADING = frozenset(
    {
        "lead media", "lead image", "lead photo", "main media", "main image", "main photo", "hero",
        "hero image", "featured", "featured image", "featured media", "article image",
        "article media", "story image", "post image", "post thumbnail", "entry thumbnail",
        "top image", "top photo", "cover", "opener", "media",
    }
)  # fmt: skip
_PORTRAITS = frozenset({"author", "avatar", "byline", "profile"})


def judge_pictures(page: Page, verdicts: MutableSequence[Verdict | None]) -> None:
    """Give a verdict to every picture, embed and caption that has none.

    The story's are those between two of its texts, the figure between headline and story, and the
    gallery right below it; all others are not.
    """
    kept = [i for i, verdict in enumerate(verdicts) if verdict and verdict.reason in KEEPING]
    own = {*_between(page, kept), *_above(page, verdicts, kept), *_below(page, kept)}
    own -= _icons(page, own)
    for block in page.blocks:
        if verdicts[block.index] is None and block.index in own:
            verdicts[block.index] = Verdict(Reason.BETWEEN_STORY_TEXT, "between_story_text")
        elif not block.text:
            verdicts[block.index] = Verdict(Reason.PICTURE, "picture_outside_story")
        elif verdicts[block.index] is None:
            verdicts[block.index] = Verdict(Reason.OUTSIDE_STORY, "caption_outside_story")


def _icons(page: Page, indices: Collection[int]) -> set[int]:
    """Those of these pictures that are no photos: drawings for lists, the same one again and again.

    A page of a few pictures may have the same one above the story and within it.
    """
    placed = (page.blocks[index] for index in indices)
    pictures = [block for block in placed if block.kind is Kind.PICTURE and block.url]
    times = Counter(block.url for block in pictures)
    return {
        block.index
        for block in pictures
        if times[block.url] >= _LEAST_ICONS
        or "/emoji/" in (block.url or "")
        or (_path(block.url).endswith(".svg") and _in_item(page, block))
    }


def _in_item(page: Page, block: Block) -> bool:
    """Whether a block stands in an item of a list."""
    outline = page.outline or Outline()
    element = outline.block_parents[block.index]
    while element and outline.tags[element] != "li":
        element = outline.parents[element]
    return element > 0


def _between(page: Page, kept: list[int]) -> Iterator[int]:
    """Blocks in gaps with few texts: a gallery has any number of pictures and captions."""
    for above, below in pairwise(kept):
        gap = range(above + 1, below)
        if sum(page.blocks[index].kind not in PLACED for index in gap) <= _MOST_BETWEEN:
            yield from gap


def _above(page: Page, verdicts: MutableSequence[Verdict | None], kept: list[int]) -> Iterator[int]:
    """Figures and paragraphs of pictures between headline and story, and the declared picture."""
    first = kept[0] if kept else 0
    headline = next((i for i in reversed(range(first)) if _is_headline(verdicts[i])), first)
    gap = range(headline + 1, first)
    if sum(page.blocks[index].kind not in PLACED for index in gap) > _MOST_BETWEEN:
        return
    declared = _path(page.head.image or "")
    for index in gap:
        block = page.blocks[index]
        is_declared = bool(declared) and _path(block.url) == declared
        of_story = (
            is_declared or _is_of_story(page, block, first) or _is_named(page, block, _LEADING)
        )
        if block.kind in PLACED and of_story:
            yield index


def _below(page: Page, kept: list[int]) -> Iterator[int]:
    """The gallery that follows the last text of the story, and pictures in paragraphs of it."""
    for block in page.blocks[kept[-1] + 1 :] if kept else ():
        if block.kind not in PLACED or not _is_of_story(page, block, kept[-1]):
            return
        yield block.index


def _is_headline(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.reason is Reason.HEADLINE


def _is_of_story(page: Page, block: Block, text: int) -> bool:
    """Whether a block stands in a figure, or in a paragraph beside that of a text of the story."""
    return _is_of_figure(page, block) or _is_beside(page, block, text)


def _is_beside(page: Page, block: Block, text: int) -> bool:
    outline = page.outline or Outline()
    one, other = outline.block_parents[block.index], outline.block_parents[text]
    is_paragraph = outline.tags[one] == outline.tags[other] == "p"
    return is_paragraph and outline.parents[one] == outline.parents[other]


def _is_of_figure(page: Page, block: Block) -> bool:
    """Whether a block stands in a figure or a gallery, and not in the portrait of an author."""
    outline = page.outline or Outline()
    is_of_figure = False
    element = outline.block_parents[block.index]
    while element:
        names = outline.names[element]
        if not _PORTRAITS.isdisjoint(names):
            return False
        is_of_figure |= outline.tags[element] in _FIGURES or not _GALLERIES.isdisjoint(names)
        element = outline.parents[element]
    return is_of_figure


def _is_named(page: Page, block: Block, names: frozenset[str]) -> bool:
    """Whether one of the two nearest elements around a block has one of the names."""
    outline = page.outline or Outline()
    parent = outline.block_parents[block.index]
    return any(
        not names.isdisjoint(outline.names[element])
        for element in (parent, outline.parents[parent])
    )


def _path(url: str) -> str:
    """What two addresses of one picture in different sizes have in common."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
