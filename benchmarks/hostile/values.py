"""What a hostile input is, and the story that most of them hold."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

STORY = (
    "The old lighthouse above the harbour was lit again on Friday, forty years after it went dark.",
    "Volunteers carried the new lamp up the stairs in pieces, for the door is too small for it.",
    "Fishermen from three villages paid for the glass, and a clockmaker repaired the turning gear.",
    "The mayor said that the light would help small boats in winter, when fog hides the sandbanks.",
    "Engineers measured a range of eighteen miles, which is two more than the old charts promised.",
    "Visitors may climb the tower on Sundays, and the museum will show the letters of its keepers.",
)
RUSSIAN = (
    "Новый мост через реку открыли в среду утром, и первыми по нему проехали городские автобусы.",
    "Строители работали на переправе два года, хотя сначала надеялись управиться за один.",
    "Движение по старой переправе закроют осенью, а её опоры разберут до первого льда.",
    "Мэрия обещает, что дорога от вокзала до нового района займёт вдвое меньше времени.",
    "Пешеходам оставили широкие тротуары по обеим сторонам, с которых видно весь старый город.",
)
TITLE = "The lighthouse is lit again"

ARTICLE = "article"
NO_STORY = "NoMainContent"
LOST = "lost"  # an article without the story, beside which one line is a hundred times as long
NO_PAGE = "DumpError"


def over(limit: str) -> str:
    """The outcome for a page over a limit."""
    return f"LimitError: {limit}"


_OTHERS = frozenset({"no page", "dump", "dump over a limit", "dump without a story"})


class Kind(StrEnum):
    """What an input is given to: `clean`, the reader of files, the loader of profiles."""

    PAGE = "page"
    FILE = "file"
    PROFILE = "profile"


class HostileInput(msgspec.Struct, frozen=True, kw_only=True):
    """One input; `make` gives the same data each time.

    `expected` is the outcome that is promised, `story` the paragraphs that the article must hold.
    `seconds` of processor time and `megabytes` of memory beyond what the library itself takes
    bound the cost.
    """

    group: str
    name: str
    make: Callable[[], bytes | str]
    kind: Kind = Kind.PAGE
    expected: str = ARTICLE
    story: tuple[str, ...] = STORY
    url: str | None = None
    content_type: str | None = None
    seconds: float = 5.0
    megabytes: int = 400

    @property
    def is_html_story(self) -> bool:
        """Whether it is markup with a story in it: what other extractors are made for, too."""
        return self.kind is Kind.PAGE and self.group not in _OTHERS

    @property
    def title(self) -> str:
        """Group and name."""
        return f"{self.group}/{self.name}"


def given(data: bytes | str) -> Callable[[], bytes | str]:
    """The same data each time."""
    return lambda: data


def page(
    *, head: str = "", before: str = "", inside: str = "", after: str = "", title: str = TITLE
) -> str:
    """A page with the story, and something hostile in its head, around it or within it."""
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    middle = len(paragraphs) // 2
    article = "".join([*paragraphs[:middle], inside, *paragraphs[middle:]])
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{before}"
        f"<article><h1>{TITLE}</h1>{article}</article>{after}</body></html>"
    )


def dump(*, before: str = "", inside: str = "", after: str = "") -> str:
    """The story as plain text, with something hostile around it or within it."""
    middle = len(STORY) // 2
    parts = [before, TITLE, *STORY[:middle], inside, *STORY[middle:], after]
    return "\n\n".join(part for part in parts if part)
