"""A newspaper that changes its layout in the middle of a crawl, and the profile of the old one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.crawler.village_paper import PARAGRAPHS, Answer, VillagePaper, links, page, serving

PROFILE = """
host = "127.0.0.1"
checked = 2026-11-24

[discovery]
start = ["/"]
article = '^/n/'

[story]
body = ["div.old-body"]

[fields]
headline = ["h1.old-headline"]
"""


def story(number: int, *, redesigned: bool) -> Answer:
    """The same story in either layout."""
    place = f"Village {number}"
    body = "".join(f"<p>{text.format(place=place)}</p>" for text in PARAGRAPHS)
    headline = f"{place} rebuilds its bridge"
    if redesigned:
        return page(f"<main><header><h1>{headline}</h1></header><section>{body}</section></main>")
    return page(f'<h1 class="old-headline">{headline}</h1><div class="old-body">{body}</div>')


class Stories(dict[str, Answer]):
    """Answers that are made when they are asked for: after so many stories in the new layout."""

    def __init__(self, stories: int, change_after: int) -> None:
        super().__init__({"/": page(links(*(f"/n/{n}" for n in range(stories))))})
        self._left = change_after

    def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
        """The answer of a path."""
        if not path.startswith("/n/"):
            return super().get(path, default)
        self._left -= 1
        return story(int(path.removeprefix("/n/")), redesigned=self._left < 0)


@contextmanager
def redesigned_paper(folder: Path, stories: int, change_after: int) -> Iterator[VillagePaper]:
    """Serve it; the profile of the old layout is written into `folder`."""
    folder.mkdir(parents=True)
    (folder / "127.0.0.1.toml").write_text(PROFILE, encoding="utf-8")
    with serving() as paper:
        paper.answers = Stories(stories, change_after)
        yield paper
