"""The run: every page, every extractor in turn, one process. Read this file first."""

from __future__ import annotations

import contextlib
import gc
import logging
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from benchmarks.quality.values import Extractor, Output, PageResult, Results, SetPage

LIMIT_S = 60.0  # an extractor that takes longer on one page gives no text
_KIB = 1024
_WARM_UP_TEXTS = {
    "en": "The new bridge was opened on Wednesday, and all of the town came to see it at last.",
    # A second language: who guesses languages loads word lists and models only now.
    "de": "Die neue Brücke wurde am Mittwoch eröffnet, und die ganze Stadt kam, um sie zu sehen.",
}


class _TooLongError(BaseException):
    """Not an `Exception`: extractors that swallow those must not swallow this one."""


def run(
    pages: Iterable[SetPage],
    extractors: Sequence[Extractor],
    *,
    limit_s: float = LIMIT_S,
    progress: Callable[[int], None] = lambda _done: None,
) -> Results:
    """Let the extractors take turns on each page; `progress` is told how many pages are done.

    Each extractor first sees two small pages that do not count, so that nobody pays for imports
    and word lists. Who begins changes from page to page. An extractor that raises, or takes
    longer than `limit_s` seconds, gives an empty text with the trouble named; the limit needs
    SIGALRM and the main thread, and a step in C that never returns to Python is not stopped.
    """
    done: list[PageResult] = []
    with _quiet(), _fair_garbage():
        for page in map(_warm_up_page, _WARM_UP_TEXTS):
            _take_turns(page, extractors, 0, limit_s)
        for number, page in enumerate(pages):
            outputs = _take_turns(page, extractors, number, limit_s)
            done.append(PageResult(msgspec.structs.replace(page, html=""), outputs))
            progress(number + 1)
    return Results(tuple(e.name for e in extractors), tuple(done), _peak_memory())


def extract(extractor: Extractor, page: SetPage, limit_s: float = LIMIT_S) -> Output:
    """One extractor on one page, timed, its failures caught."""
    trouble, text, timed_out = None, "", False
    gc.collect()  # nobody pays for what another one left behind
    start = time.perf_counter()
    try:
        with _limited(limit_s):
            text = extractor.extract(page)
    except _TooLongError:
        text, trouble, timed_out = "", f"took longer than {limit_s:g} s", True
    except Exception as error:  # noqa: BLE001  an extractor may raise anything
        trouble = f"{type(error).__name__}: {error}".splitlines()[0]
    return Output(text or "", time.perf_counter() - start, trouble, timed_out)


def _warm_up_page(lang: str) -> SetPage:
    paragraphs = f"<p>{_WARM_UP_TEXTS[lang]}</p>" * 5
    html = f"<html><body><article><h1>A bridge</h1>{paragraphs}</article></body></html>"
    return SetPage(id="warm-up", html=html, url="https://example.org/", lang=lang)


def _take_turns(
    page: SetPage, extractors: Sequence[Extractor], first: int, limit_s: float
) -> tuple[Output, ...]:
    """The first one finds cold caches, so that another one is first on every page."""
    count = len(extractors)
    turns = [(first + step) % count for step in range(count)]
    outputs = {turn: extract(extractors[turn], page, limit_s) for turn in turns}
    return tuple(outputs[place] for place in range(count))


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "SIGALRM") or threading.current_thread() != threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(_number: int, _frame: object) -> None:
    raise _TooLongError


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Extractors log what they do not like of a page; here their outputs speak."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextlib.contextmanager
def _fair_garbage() -> Iterator[None]:
    """What was there before is set aside, so that collecting between two turns is cheap."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _peak_memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * _KIB
