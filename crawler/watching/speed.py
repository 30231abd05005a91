"""How many answers a crawl gets, over its whole length and in little memory."""

from __future__ import annotations

import time
from collections.abc import Callable

from crawler.watching.run import Speed

MAX_STRETCHES = 120
FIRST_SECONDS = 1.0


class Speedometer:
    """Counts in equal stretches of time; when there are too many of them, two become one.

    >>> now = iter([0.0, 0.2, 0.9, 1.5])
    >>> meter = Speedometer(lambda: next(now))
    >>> meter.tick(), meter.tick(), meter.tick()
    (None, None, None)
    >>> meter.speed()
    Speed(seconds=1.0, answers=(2, 1))
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._seconds = FIRST_SECONDS
        self._answers: list[int] = []

    def tick(self) -> None:
        """Count an answer."""
        age = self._clock() - self._start
        while age / self._seconds >= MAX_STRETCHES:
            pairs = zip(self._answers[::2], [*self._answers[1::2], 0], strict=False)
            self._answers = [sum(pair) for pair in pairs]
            self._seconds *= 2
        place = int(age / self._seconds)
        self._answers += [0] * (place + 1 - len(self._answers))
        self._answers[place] += 1

    def speed(self) -> Speed:
        """What was counted."""
        return Speed(self._seconds, tuple(self._answers))
