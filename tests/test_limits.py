"""What one page may cost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from cleaners import CleanersError, InvalidTypeError, InvalidValueError, LimitError, Limits, clean
from cleaners import limits as limits_module
from cleaners.judge import classifier
from cleaners.limits import DEFAULT_LIMITS, check_time, seconds_left, time_limit
from cleaners.markup import opinion
from tests.builders import PROSE

SECURITY = Path(__file__).parents[1] / "docs" / "security.md"
STORY = "\n\n".join(["Мост открыт", *PROSE])


class Clock:
    """A clock that moves on by one second whenever somebody looks at it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The next second."""
        self.now += 1
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of limits in time, in the hands of the test."""
    clock = Clock()
    monkeypatch.setattr(limits_module, "monotonic", clock)
    return clock


@pytest.mark.parametrize("page", [STORY, "<!doctype html>" + "".join(f"<p>{p}" for p in PROSE)])
@pytest.mark.usefixtures("clock")
def test_the_time_of_a_page_is_bounded(page: str) -> None:
    """Whatever road it takes; the error names the limit."""
    with pytest.raises(LimitError, match="not done within 2 s") as caught:
        clean(page, limits=Limits(max_seconds=2))
    assert caught.value.limit == "max_seconds"


@pytest.mark.usefixtures("clock")
def test_time_is_bounded_in_other_threads() -> None:
    """There are no signals there."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(clean, STORY, limits=Limits(max_seconds=2))
        assert isinstance(done.exception(), LimitError)


@pytest.mark.usefixtures("clock")
def test_the_nearest_of_two_time_limits_counts() -> None:
    """And none is left when it is over."""
    with time_limit(100):
        with pytest.raises(LimitError, match="within 3 s"), time_limit(3):
            list(iter(check_time, "never"))
        check_time()
        assert seconds_left(1000) < 100
    assert seconds_left(1000) == 1000
    check_time()


def test_blocks_are_bounded() -> None:
    """Of plain text as of markup."""
    for page in (STORY, "<!doctype html>" + "".join(f"<p>{p}" for p in PROSE)):
        with pytest.raises(LimitError) as caught:
            clean(page, limits=Limits(max_blocks=2))
        assert caught.value.limit == "max_blocks"


@pytest.mark.parametrize(("allowed", "limited"), [(1_000, ()), (2, ("second_opinion",))])
def test_a_page_too_large_for_a_second_opinion_says_so(
    monkeypatch: pytest.MonkeyPatch, allowed: int, limited: tuple[str, ...]
) -> None:
    """It is read all the same."""
    monkeypatch.setattr(opinion, "_MOST_TAGS", allowed)
    monkeypatch.setattr(classifier, "_SURE", 2.0)  # of no page
    article = clean("<!doctype html>" + "".join(f"<p>{text}" for text in PROSE))
    assert article.metadata.limited == limited
    assert article.text


def test_a_page_nested_too_deep_says_so() -> None:
    """Its text is there, in one piece."""
    story = "".join(f"<p>{text}</p>" for text in PROSE)
    for depth, limited in ((100, ()), (400, ("nesting",))):
        article = clean("<!doctype html>" + "<div>" * depth + story + "</div>" * depth)
        assert article.metadata.limited == limited
        assert PROSE[0] in article.text


@pytest.mark.parametrize(
    ("bounds", "error"),
    [
        ({"max_bytes": 0}, InvalidValueError),
        ({"max_depth": -1}, InvalidValueError),
        ({"max_seconds": float("nan")}, InvalidValueError),
        ({"max_seconds": "5"}, InvalidTypeError),
        ({"max_lines": 1.5}, InvalidTypeError),
        ({"max_blocks": True}, InvalidTypeError),
        ({"max_tags": None}, InvalidTypeError),
    ],
)
def test_what_is_no_bound_is_refused(bounds: dict[str, Any], error: type[Exception]) -> None:
    """By name."""
    with pytest.raises(error, match=next(iter(bounds))):
        Limits(**bounds)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"url": "nonsense"}, "url must be an address such as https://example.org/n/1"),
        ({"url": "kazpravda.kz/n/1"}, "url must be an address"),
        ({"url": "https://kazpravda.kz/n/1 2"}, "url must be an address"),
        ({"url": "https://kazpravda.kz/" + "a" * 1_000_000}, "url must be an address"),
        ({"url": b"https://kazpravda.kz/"}, "url must be str, not bytes"),
        ({"downloaded": "yesterday"}, "downloaded must be a time such as 2026-01-31T08:00:00Z"),
        ({"downloaded": 20260131}, "downloaded must be str, not int"),
        ({"source": 5}, "source must be str, not int"),
        ({"content_type": {"charset": "utf-8"}}, "content_type must be str, not dict"),
        ({"profile": "kazpravda.kz"}, 'profile must be a SiteProfile, Profiles, "auto" or None'),
        ({"profile": {"host": "a.kz"}}, "profile must be a SiteProfile"),
        ({"limits": 5}, "limits must be Limits, not int"),
    ],
    ids=str,
)
def test_a_wrong_argument_is_one_clear_error(arguments: dict[str, Any], message: str) -> None:
    """Of ours, and of the kind that Python programmers catch; it is short whatever was given."""
    with pytest.raises(CleanersError) as caught:
        clean(STORY, **arguments)
    assert isinstance(caught.value, TypeError | ValueError)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "arguments",
    [
        {"url": ""},
        {"url": "file:///home/me/мост.html"},
        {"downloaded": "2026-01-31"},
        {"downloaded": "20260131T080000+05"},
        {"source": "a\ud800.html"},
        {"profile": None},
    ],
    ids=str,
)
def test_what_may_be_right_is_taken(arguments: dict[str, Any]) -> None:
    """Saved pages have strange addresses and file names."""
    assert clean(STORY, **arguments).headline == "Мост открыт"


def test_the_documented_limits_are_the_defaults() -> None:
    """All of them, in their order."""
    security = SECURITY.read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in security.splitlines() if line.startswith("| `max_")]
    documented = {name.strip(" `"): float(value.replace(",", "")) for name, value in rows}
    names = DEFAULT_LIMITS.__struct_fields__
    assert documented == {name: float(getattr(DEFAULT_LIMITS, name)) for name in names}
    assert list(documented) == list(names)
