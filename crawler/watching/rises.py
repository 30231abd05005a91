"""Whether a sign has become more frequent than it was."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from crawler.watching.signs import NEVER_NORMAL, SignCounts

# So many pages tell what is usual on a site; with fewer only `NEVER_NORMAL` signs are judged.
USUAL_PAGES = 50


class Sensitivity(msgspec.Struct, frozen=True):
    """A rise of `rise` (a share of pages) is told on `pages` pages or more."""

    pages: int
    rise: float


# A page with and one without a sign are like a coin: on n pages the share deviates by at most
# 0.5 / √n (one σ). Both pairs are 4 to 5.5 σ, so that chance raises no alarm in a year of
# hourly runs, and a new layout raises one after 15 pages.
QUICK = Sensitivity(pages=30, rise=0.5)
THOROUGH = Sensitivity(pages=100, rise=0.2)


class Rise(msgspec.Struct, frozen=True):
    """A sign that was seen on the share `before` of the pages, and now on `now`."""

    sign: str
    before: float
    now: float


def rises(before: SignCounts, now: SignCounts, sensitivity: Sensitivity) -> Iterator[Rise]:
    """The signs that are more frequent now, those first that no site should show.

    >>> before = SignCounts(200, {"without authors": 60})
    >>> list(rises(before, SignCounts(30, {"without authors": 29}), QUICK))[0].before
    0.3
    >>> list(rises(before, SignCounts(30, {"without authors": 15}), QUICK))
    []
    """
    if now.pages < sensitivity.pages:
        return
    for sign in sorted(now.signs, key=lambda sign: (sign not in NEVER_NORMAL, sign)):
        if before.pages < USUAL_PAGES and sign not in NEVER_NORMAL:
            continue
        usual = before.rate(sign) if before.pages >= USUAL_PAGES else 0.0
        if now.rate(sign) - usual >= sensitivity.rise:
            yield Rise(sign, usual, now.rate(sign))
