"""The texts of a host: on how many stories each stands, in which element, and whether it was kept.

It knows nothing of markup, so that lines of plain-text dumps are remembered in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.reading.fold import mask_text, text_key

MOST_TEXTS = 200_000  # distinct texts of one host; some 250 bytes each
_LEAST_PROSE = 60  # characters of a text that tells two stories apart
_SAME_STORY = 0.5  # share of a story's prose that stands in one earlier story
_SAME_FRAME = 0.9  # the same where there are so many other lines, of so many characters
_OWN_LINES, _OWN_PROSE = 3, 400
_TEMPLATE_STORIES = 3  # a text on so many stories says nothing about which story it is
_FREED = 0.1  # share of the table that is emptied when it is full


class Occurrence(NamedTuple):
    """One text on one page.

    `parent` is a selector of the element around it, the same on all pages of a site; None in a
    dump. `kept` is the judge's decision, None where it was not asked. `announces` is the first of
    the headlines below a line that stands alone over a run of them.
    """

    text: str
    parent: str | None = None
    kept: bool | None = None
    announces: str = ""


class TextCounts:
    """Counts of the stories on which one text stands.

    `text` is the masked text, known from the second story on; `parent` is the element around it on
    its first story, `same_parent` the number of stories with the same one. `framed` counts stories,
    after the first, on which the texts above and below it had stood on an earlier story as well, or
    there was none. `announcing` counts those with headlines below it, `changes` how often these
    differ from the story before. `judged` counts stories with a decision, `kept` those on which it
    was kept.
    """

    __slots__ = (
        *("announced", "announcing", "changes", "first", "framed", "judged", "kept", "last"),
        *("parent", "same_parent", "stories", "text"),
    )

    def __init__(self, story: int, parent: str | None) -> None:
        self.first = story
        self.last = -1
        self.parent = parent
        self.text = ""
        self.stories = self.same_parent = self.judged = self.kept = 0
        self.announced = self.announcing = self.changes = self.framed = 0

    def count(self, occurrence: Occurrence, masked: str, story: int, *, framed: bool) -> None:
        """Count one occurrence; a text counts once a story.

        `masked` is the text without its figures and dates, `story` the number of the story;
        `framed` says whether it stands between texts that other stories have, too.
        """
        if story == self.last:
            return
        if self.stories:
            self.text = masked
            self.framed += framed
        self.last = story
        self.stories += 1
        self.same_parent += occurrence.parent == self.parent
        if occurrence.announces:
            announced = text_key(occurrence.announces)
            self.changes += self.announcing > 0 and announced != self.announced
            self.announcing += 1
            self.announced = announced
        if occurrence.kept is not None:
            self.judged += 1
            self.kept += occurrence.kept

    @property
    def kept_share(self) -> float:
        """Share of the judged stories on which it was kept; 0 where none was judged."""
        return self.kept / self.judged if self.judged else 0.0


class TextMemory:
    """Texts by their masked form. `stories` counts pages, versions of one story once.

    When `most_texts` are known, the oldest texts of the fewest stories are forgotten (after lossy
    counting, Manku and Motwani 2002): what repeats stays.
    """

    def __init__(self, most_texts: int = MOST_TEXTS) -> None:
        self.stories = 0
        self._most_texts = most_texts
        self._texts: dict[int, TextCounts] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def is_version(self, story: Iterable[str]) -> bool:
        """Whether half of a story's prose stands in one earlier story.

        Unless it has much prose of its own: what it shares may then be the template.
        """
        shared: Counter[int] = Counter()
        own: list[int] = []
        for text in story:
            if len(text) < _LEAST_PROSE:
                continue
            known = self._texts.get(text_key(mask_text(text)))
            if known is None:
                own.append(len(text))
            elif known.stories < _TEMPLATE_STORIES:
                shared[known.first] += len(text)
        if not shared:
            return False
        size = sum(own) + shared.total()
        least = _SAME_FRAME if len(own) >= _OWN_LINES and sum(own) >= _OWN_PROSE else _SAME_STORY
        return max(shared.values()) >= least * size

    def add(self, occurrences: Sequence[Occurrence]) -> list[int]:
        """Count the texts of one more story, in page order; returns their keys, 0 for no text."""
        masked = [mask_text(occurrence.text) for occurrence in occurrences]
        keys = [text_key(text) if text else 0 for text in masked]
        lines = [line for line, key in enumerate(keys) if key]
        known = [True, *(keys[line] in self._texts for line in lines), True]
        for number, line in enumerate(lines):
            framed = known[number] and known[number + 2]
            self._count(occurrences[line], keys[line], masked[line], framed=framed)
        self.stories += 1
        if len(self._texts) > self._most_texts:
            self._forget()
        return keys

    def get(self, key: int) -> TextCounts | None:
        """The counts of a text by its key, None for one that is not remembered."""
        return self._texts.get(key)

    def repeated(self, least_stories: int) -> list[TextCounts]:
        """The texts of at least so many stories (two or more), those of most stories first."""
        found = [counts for counts in self._texts.values() if counts.stories >= least_stories]
        return sorted(found, key=lambda counts: (-counts.stories, counts.text))

    def _count(self, occurrence: Occurrence, key: int, masked: str, *, framed: bool) -> None:
        counts = self._texts.get(key)
        if counts is None:
            counts = self._texts[key] = TextCounts(self.stories, occurrence.parent)
        counts.count(occurrence, masked, self.stories, framed=framed)

    def _forget(self) -> None:
        """Drop a tenth of the table: texts of one story, then of two and so on, oldest first."""
        left = int((1 - _FREED) * self._most_texts)
        stories = 1
        while len(self._texts) > left:
            rare = [key for key, counts in self._texts.items() if counts.stories <= stories]
            for key in rare[: len(self._texts) - left]:
                del self._texts[key]
            stories *= 2
