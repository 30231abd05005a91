"""No regular expression takes more than linear time, whatever text it gets."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import Any

import pytest

from cleaners import CleanersError, clean
from tests.hostile.patterns import (
    ANYWHERE,
    METHODS,
    PACKAGES,
    ROOT,
    Found,
    calls_in_functions,
    import_again,
    stored_patterns,
    used_methods,
    watched_re,
)
from tests.hostile.pumps import pumped_texts

pytestmark = pytest.mark.slow

# Linear patterns take at most 0.1 s of processor time for so long a text, quadratic ones 1.5 s and
# more: the limit is far from both, and it is the same on a busy machine as on a quiet one.
SIZE = 50_000  # characters
LIMIT = 0.5  # seconds of processor time

FOLDERS = sorted(
    {
        ".".join(path.relative_to(ROOT).parts[:-1])
        for package in PACKAGES
        for path in (ROOT / package.__name__).rglob("*.py")
    }
)

# Patterns that are not linear, and the longest text that they get, in characters.
BOUNDED = {
    "cleaners.reading.part_address._FILE": 2_000,
    "cleaners.reading.part_address._FOLDER": 2_000,
    "cleaners.reading.part_address._PAGE_FOLDER": 2_000,
    "cleaners.reading.part_address._QUERY": 2_000,
    "cleaners.sites.learning.css._NUMBERED": 300,
}


@cache
def all_patterns() -> list[Found]:
    """Every pattern of the project once for each way in which it is used."""
    found = {(one.pattern, one.methods): one for one in (*stored_patterns(), *made_patterns())}
    return sorted(found.values(), key=lambda one: (one.title, str(one.pattern.pattern)))


def made_patterns() -> Iterator[Found]:
    """Patterns that functions make, caught while they do."""
    calls = calls_in_functions()
    for call, pattern in exercised().items():
        name = calls.get(call)
        if name is not None:
            yield Found(call.module, name, pattern, used_methods(call.module, name))


def exercised() -> dict[Any, re.Pattern[Any]]:
    """What is compiled while pages are read that make use of all functions that compile."""
    prose = "Он сказал, что новый мост через реку для всех машин уже открыт. " * 8
    photo = "<figure><img src=/a.jpg><figcaption>Мост. Фото: Ася Петрова</figcaption></figure>"
    byline = "<p class=byline>Автор: Ася Петрова и Иван Кузнецов, редактор – вчера</p>"
    byline += "<p class=byline>ByTravis Haddon</p><time>15 сентября 2026</time>"
    kana = "橋は開いた。" * 30
    script = "<script>" + ("<b " + "a " * 5_001 + ">") + "</script>"
    pages = (
        f"<!doctype html><body>{byline}<article><h1>Мост открыт</h1>{photo}<p>{prose}</article>",
        f"Мост открыт\n\n140 просмотров\n\nфото ЦИК РК\n\nАвтор: Ася Петрова\n\n{prose}\n\n{prose}",
        f"橋\n\n{kana}\n\n{kana}",
        f"<!doctype html>{script}<p>{prose}",
        f"<!doctype html><meta name=author content=渡辺洋介><p>That wonâ€™t do. {prose}",
        f"<!doctype html><meta name=author content='Harbour Desk'><h1>Мост открыт</h1><p>{prose}",
        f"<!doctype html><h1>橋は開いた</h1><div>2025年<span>記者 大橋由美</span></div><p>{prose}",
    )
    with watched_re() as seen:
        for name in {call.module for call in calls_in_functions()}:
            import_again(name)
        for page in pages:
            try:
                clean(page, "https://example.org/2026/09/12-new-buses/")
            except CleanersError:
                continue
    return dict(seen)


class TooSlowError(BaseException):
    """The processor time is up."""


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` in the midst of a search: `re` looks for signals now and then."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def is_quick(pattern: re.Pattern[Any], method: str, text: str) -> bool:
    """Whether a text is read in time; for all matches in it where `method` is for those."""
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    try:
        with processor_time(LIMIT):
            if method == "finditer":
                for _ in pattern.finditer(given):
                    pass
            else:
                getattr(pattern, method)(given)
    except TooSlowError:
        return False
    return True


def slow_texts(found: Found) -> Iterator[str]:
    """Texts that a pattern takes more than linear time for, and the method."""
    all_matches = ANYWHERE - {"search"}
    methods = {"finditer" if method in all_matches else method for method in found.methods}
    for text in pumped_texts(found.pattern, BOUNDED.get(found.title, SIZE)):
        for method in methods:
            if not is_quick(found.pattern, method, text):
                yield f"{method}: {text[:40]!r} …"


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_pattern_takes_linear_time(folder: str) -> None:
    """On texts made from the pattern itself, each of 50,000 characters."""
    patterns = [found for found in all_patterns() if found.module.rpartition(".")[0] == folder]
    first_texts = {found.title: next(slow_texts(found), None) for found in patterns}
    assert {title: text for title, text in first_texts.items() if text is not None} == {}


def test_every_pattern_that_a_function_makes_is_tried() -> None:
    """A new one needs a page in `exercised` that makes it."""
    assert calls_in_functions().keys() - exercised().keys() == set()


def test_a_bound_is_one_of_a_pattern_that_is_there() -> None:
    """A bound without its pattern is forgotten."""
    assert BOUNDED.keys() <= {found.title for found in all_patterns()}


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+\|\s+", "search"),
        (r"(?:[a-z]+-?)*_", "fullmatch"),
        (r"\.[\"']*\s*[\"']*\s*[A-Z]", "search"),
        (r"<!--.*?-->", "finditer"),
        (r"\[[^\]]*\]", "sub"),
        (r"(\d+[.,]?)+%", "match"),
        (r"([^\W\d][\w.:-]*)\s*\(", "finditer"),
        (rb"charset\s*=\s*[\"']?\s*(\w+)", "search"),
    ],
)
def test_a_pattern_that_is_not_linear_is_seen(pattern: Any, method: str) -> None:
    """Quadratic and exponential ones of many kinds."""
    found = Found("a", "b", re.compile(pattern), frozenset({method}))
    assert next(slow_texts(found), None) is not None


def test_a_pattern_that_is_handed_on_may_be_used_in_any_way() -> None:
    """Only a name that stands before a dot alone is known."""
    assert used_methods("cleaners.shingles", "_WORD") == {"findall"}
    assert used_methods("cleaners.shingles", "shingles") == METHODS
