"""The last pages of a running crawl, compared with all before them."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

from crawler.watching.alarm import SHOWN_URLS, Alarm
from crawler.watching.rises import QUICK, Rise, rises
from crawler.watching.signs import SignCounts


class Window:
    """Raises an alarm for each sign that spreads over the last `QUICK.pages` pages, once a run.

    `before` is what the site showed in earlier runs; pages that leave the window are added to it.
    """

    def __init__(self, site: str, before: SignCounts) -> None:
        self._site = site
        self._pages, self._signs = before.pages, Counter(before.signs)
        self._last: deque[frozenset[str]] = deque()
        self._urls: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=SHOWN_URLS))
        self._now: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._count = 0
        self._raised: set[str] = set()

    @property
    def counts(self) -> SignCounts:
        """What the pages of this run showed."""
        return SignCounts(self._count, dict(sorted(self._seen.items())))

    def urls(self, sign: str) -> tuple[str, ...]:
        """The last pages of this run with this sign, the newest first."""
        return tuple(reversed(self._urls[sign]))

    def add(self, url: str, signs: frozenset[str]) -> list[Alarm]:
        """Note a page; the alarms which that raises."""
        self._count += 1
        self._seen.update(signs)
        self._last.append(signs)
        for sign in signs:
            self._urls[sign].append(url)
        self._now.update(signs)
        if len(self._last) > QUICK.pages:
            self._forget()
        before = SignCounts(self._pages, self._signs)
        now = SignCounts(len(self._last), self._now)
        found = [rise for rise in rises(before, now, QUICK) if rise.sign not in self._raised]
        self._raised.update(rise.sign for rise in found)
        return [self._alarm(rise) for rise in found]

    def _forget(self) -> None:
        signs = self._last.popleft()
        self._now.subtract(signs)
        self._pages += 1
        self._signs.update(signs)

    def _alarm(self, rise: Rise) -> Alarm:
        where = f"on {rise.now:.0%} of the last {len(self._last)} pages, {rise.before:.0%} before"
        return Alarm(
            monitor="spreading",
            site=self._site,
            what=rise.sign,
            message=f"«{rise.sign}» {where}",
            before=rise.before,
            now=rise.now,
            urls=self.urls(rise.sign),
            raised_after=self._count,
        )
