"""XPath within a time limit: evaluated by a process of its own, which can be ended.

An XPath of 60 characters can keep libxml2 busy for hours on an ordinary page, and nothing in the
same process can stop it: no exception, no thread, no signal that Python handles. So a process that
meets a profile with XPath starts one worker, which lives as long as itself, and which the kernel
ends when a page has used up `XPATH_SECONDS`.
"""

from __future__ import annotations

import atexit
import os
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from cleaners.errors import DumpError, LimitError, ProfileError
from cleaners.limits import check_time, seconds_left
from cleaners.markup.xpath_tasks import Evaluate, Matched, ParsePage

if TYPE_CHECKING:
    from cleaners.markup.xpath_tasks import XPathAnswer, XPathTask
    from cleaners.workers import Caller, WorkerEndedError

# Processor time for all XPaths of one page, its parsing included. A page of 100 KB takes some
# milliseconds, the largest that `max_characters` allows some seconds.
XPATH_SECONDS = 10.0

# Time that passes, for one XPath: on a busy machine it may be much more.
_MOST_SECONDS = 60.0


class Matches(msgspec.Struct, frozen=True):
    """The page with marks, and for each XPath the strings that it returned, None for elements."""

    html: str
    strings: tuple[list[str] | None, ...]


def find_xpaths(html: str, xpaths: list[str]) -> Matches:
    """What the XPaths find on a page; elements are marked as `xpath_child` describes.

    Raises `LimitError` naming the XPath that took too long, `ProfileError` naming one that can't
    be evaluated, `DumpError` for a page that can't be parsed.
    """
    from cleaners.workers import WorkerEndedError

    check_time()
    page = ParsePage(html, seconds_left(at_most=XPATH_SECONDS))
    evaluated = [Evaluate(xpath, number) for number, xpath in enumerate(xpaths)]
    try:
        parsed, *answers, marked = _caller().ask(page, *evaluated, None)
    except WorkerEndedError as error:
        raise _explain_end(error, xpaths, page.seconds) from None
    if parsed is not None:
        raise DumpError(f"no page: {parsed}")
    found = [answer for answer in answers if isinstance(answer, Matched)]
    for xpath, answer in zip(xpaths, found, strict=True):
        if answer.problem is not None:
            raise ProfileError(f"'xpath:{xpath}' can't be evaluated: {answer.problem}")
    return Matches(str(marked), tuple(answer.strings for answer in found))


@cache
def _caller() -> Caller[XPathTask, XPathAnswer]:
    """The worker; threads take turns, and after a fork each side has one of its own."""
    # Imported here: few pages need it.
    from cleaners.markup import xpath_child
    from cleaners.workers import Caller

    caller: Caller[XPathTask, XPathAnswer] = Caller(xpath_child.answer, _MOST_SECONDS)
    atexit.register(caller.close)
    os.register_at_fork(after_in_child=caller.forget)
    return caller


def _explain_end(error: WorkerEndedError, xpaths: list[str], seconds: float) -> Exception:
    asked = ("parsing the page", *(f"'xpath:{xpath}'" for xpath in xpaths), "marking")
    at = asked[error.answered]
    if error.is_slow:
        return LimitError(
            "xpath_seconds",
            f"{at}, with what came before it on this page, took over {seconds:g} s of "
            "processor time; make it simpler",
        )
    return DumpError(f"the process that evaluates XPath ended at {at} ({error})")
