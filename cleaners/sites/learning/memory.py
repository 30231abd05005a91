"""The texts of a host: on how many stories each was seen, where, and whether it was kept.

It knows nothing of markup, so that lines of plain-text dumps are remembered in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaners.reading.masking import mask_text, text_key

MOST_TEXTS = 200_000  # distinct texts of one host; some 250 bytes each
_LEAST_PROSE = 60  # characters of a text that tells two stories apart
_SAME_STORY = 0.5  # share of a story's prose that stands in one earlier story
_SAME_FRAME = 0.9  # the same where there are so many other lines, of so many characters
_OWN_LINES, _OWN_PROSE = 3, 400
_TEMPLATE_STORIES = 3  # a text on so many stories says nothing about which story it is
_FREED = 0.1  # share of the table that is emptied when it is full


class Sighting(NamedTuple):
    """One text on one page.

    `place` is any name for where it stands, the same on all pages of a site; None where lines have
    none. `kept` is what the judge said, None where nobody asked it. `announces` is the first of the
    headlines below a line that stands alone over a run of them.
    """

    text: str
    place: str | None = None
    kept: bool | None = None
    announces: str = ""


class Traits:
    """What is remembered of one text: counts of stories.

    `text` is the masked text, known from the second story on; `place` where it stood first,
    `same_place` on how many stories there. `framed` counts those, after the first, on which the
    texts above and below it had stood on an earlier story as well, or there was none. `announcing`
    counts those on which headlines stood below, `changes` how often they were others than the time
    before.
    """

    __slots__ = (
        *("announced", "announcing", "changes", "first", "framed", "judged", "kept", "last"),
        *("place", "same_place", "stories", "text"),
    )

    def __init__(self, story: int, place: str | None) -> None:
        self.first = story
        self.last = -1
        self.place = place
        self.text = ""
        self.stories = self.same_place = self.judged = self.kept = 0
        self.announced = self.announcing = self.changes = self.framed = 0

    def see(self, sighting: Sighting, masked: str, story: int, *, framed: bool) -> None:
        """Count one sighting; a text counts once a story."""
        if story == self.last:
            return
        if self.stories:
            self.text = masked
            self.framed += framed
        self.last = story
        self.stories += 1
        self.same_place += sighting.place == self.place
        if sighting.announces:
            announced = text_key(sighting.announces)
            self.changes += self.announcing > 0 and announced != self.announced
            self.announcing += 1
            self.announced = announced
        if sighting.kept is not None:
            self.judged += 1
            self.kept += sighting.kept

    @property
    def kept_share(self) -> float:
        """Share of the judged stories on which it was kept; 0 where nobody asked."""
        return self.kept / self.judged if self.judged else 0.0


class TextMemory:
    """Texts by their masked form. `stories` counts pages, versions of one story once.

    When `most_texts` are known, the texts that were seen least and longest ago are forgotten
    (after lossy counting, Manku and Motwani 2002): what repeats stays.
    """

    def __init__(self, most_texts: int = MOST_TEXTS) -> None:
        self.stories = 0
        self._most_texts = most_texts
        self._texts: dict[int, Traits] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def is_version(self, story: Iterable[str]) -> bool:
        """Whether half of a story's prose stands in one story that was seen before.

        Unless it has much of its own: then what it shares may be the frame.
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

    def add(self, sightings: Sequence[Sighting]) -> list[int]:
        """Remember the texts of one more story, in page order; their keys, 0 for an empty text."""
        masked = [mask_text(sighting.text) for sighting in sightings]
        keys = [text_key(text) if text else 0 for text in masked]
        lines = [line for line, key in enumerate(keys) if key]
        known = [True, *(keys[line] in self._texts for line in lines), True]
        for place, line in enumerate(lines):
            framed = known[place] and known[place + 2]
            self._see(sightings[line], keys[line], masked[line], framed=framed)
        self.stories += 1
        if len(self._texts) > self._most_texts:
            self._forget()
        return keys

    def get(self, key: int) -> Traits | None:
        """What is known of a text."""
        return self._texts.get(key)

    def repeated(self, least_stories: int) -> list[Traits]:
        """The texts of at least so many stories (two or more), those of most stories first."""
        found = [traits for traits in self._texts.values() if traits.stories >= least_stories]
        return sorted(found, key=lambda traits: (-traits.stories, traits.text))

    def _see(self, sighting: Sighting, key: int, masked: str, *, framed: bool) -> None:
        traits = self._texts.get(key)
        if traits is None:
            traits = self._texts[key] = Traits(self.stories, sighting.place)
        traits.see(sighting, masked, self.stories, framed=framed)

    def _forget(self) -> None:
        """Dictionaries keep the order of arrival: the oldest come first."""
        left = int((1 - _FREED) * self._most_texts)
        stories = 1
        while len(self._texts) > left:
            rare = [key for key, traits in self._texts.items() if traits.stories <= stories]
            for key in rare[: len(self._texts) - left]:
                del self._texts[key]
            stories *= 2
