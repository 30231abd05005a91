"""Pictures of the story with their captions and credits."""

from __future__ import annotations

from collections.abc import Iterable

from cleaners.article import Picture
from cleaners.block import Kind
from cleaners.decision import Decision, Reason
from cleaners.labels import Lexicon
from cleaners.reading.credits import extract_credit


class _Album:
    """Collects pictures in order; captions and credits go to those directly above them."""

    def __init__(self) -> None:
        self.pictures: list[dict[str, str]] = []
        self._urls: set[str] = set()
        self._fresh = 0  # index of the first picture since the last story text

    def picture(self, url: str) -> None:
        if url not in self._urls:
            self._urls.add(url)
            self.pictures.append({"url": url})

    def caption(self, text: str) -> None:
        if self.pictures:
            self.pictures[-1].setdefault("caption", text)

    def credit(self, source: str) -> None:
        """A credit speaks for every picture directly above it that has none."""
        above = [picture for picture in self.pictures[self._fresh :] if "credit" not in picture]
        if not above and not self.pictures:
            above = [{}]
            self.pictures += above
        for picture in above:
            picture["credit"] = source
        self._fresh = len(self.pictures)

    def text(self) -> None:
        self._fresh = len(self.pictures)


def article_pictures(decisions: Iterable[Decision], lexicon: Lexicon) -> tuple[Picture, ...]:
    """Every picture of the story; one without address where a dump kept only the credit."""
    album = _Album()
    for decision in decisions:
        block = decision.block
        if decision.reason is Reason.PHOTO_CREDIT:
            album.credit(extract_credit(block.text, lexicon) or block.text)
        elif not decision.kept:
            continue
        elif block.kind is Kind.PICTURE:
            album.picture(block.url)
        elif block.kind is Kind.CAPTION:
            album.caption(block.text)
        else:
            album.text()
    return tuple(Picture(**picture) for picture in album.pictures)
