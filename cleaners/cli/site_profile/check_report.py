"""The tables of `site-profile check`: selectors and lines, facts, and the facts that differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from cleaners.checking import FactCheck, PageCheck
from cleaners.sites.fact_values import Change

_MOST_SHOWN = 5  # pages for one fact that is better, and as many for one that is worse
_LONGEST_VALUE = 120  # characters


class CheckReport:
    """Counts over the checked pages; `unread` are records that could not be read."""

    def __init__(self) -> None:
        self.pages = self.unread = 0
        self._without_story = 0
        self._pages_with: Counter[tuple[str, str]] = Counter()
        self._facts: defaultdict[str, Counter[Change]] = defaultdict(Counter)
        self._differing: defaultdict[tuple[str, Change], list[tuple[str, FactCheck]]]
        self._differing = defaultdict(list)

    def add(self, address: str, page: PageCheck) -> None:
        """Count a page, and keep the facts that differ on it."""
        self.pages += 1
        self._without_story += not page.characters
        for found, matches in page.matches.items():
            self._pages_with[found] += matches > 0
        for fact, check in page.facts.items():
            self._facts[fact][check.change] += 1
            shown = self._differing[fact, check.change]
            if check.change is not Change.SAME and len(shown) < _MOST_SHOWN:
                shown.append((address, check))

    @property
    def is_good(self) -> bool:
        """Whether every page had a story, every selector found something, and no fact is worse."""
        is_read = self.pages and not (self._without_story or self.unread)
        return bool(is_read) and not self._idle() and not self._count_worse()

    def lines(self) -> Iterator[str]:
        """The tables, and a line that sums them up."""
        yield f"\n{'pages':>6}{'of':>6}  found"
        for (key, what), pages in self._pages_with.items():
            mark = "" if pages else "   ← nothing"
            yield f"{pages:>6}{self.pages:>6}  {key}: {what}{mark}"
        yield f"\n{'same':>6}{'better':>8}{'worse':>7}  fact, against the generic rules"
        for fact, counts in self._facts.items():
            better, worse = counts[Change.BETTER], counts[Change.WORSE]
            yield f"{counts[Change.SAME]:>6}{better:>8}{worse:>7}  {fact}"
        yield from self._list_differing()
        yield (
            f"\n{self.pages:,} pages, {self._without_story:,} without a story, "
            f"{self.unread:,} not read; {self._idle():,} selectors found nothing, "
            f"{self._count_worse():,} facts are worse"
        )

    def _list_differing(self) -> Iterator[str]:
        for (fact, change), shown in self._differing.items():
            if not shown:
                continue
            yield f"\n{fact}, {change} on {self._facts[fact][change]:,} pages"
            for address, check in shown:
                yield f"  {address}"
                yield f"    generic  {_join(check.generic)}"
                yield f"    profile  {_join(check.profile)}"

    def _idle(self) -> int:
        """Selectors that found nothing; a line may well be missing on a few pages."""
        return sum(
            not pages and not key.startswith(("repeated", "story.ends"))
            for (key, _), pages in self._pages_with.items()
        )

    def _count_worse(self) -> int:
        return sum(counts[Change.WORSE] for counts in self._facts.values())


def _join(values: tuple[str, ...]) -> str:
    joined = ", ".join(values) or "–"
    return joined if len(joined) <= _LONGEST_VALUE else f"{joined[:_LONGEST_VALUE]}…"
