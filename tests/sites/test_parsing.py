"""Wrong profiles: one error, which names file, key, nearest key and allowed values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import PathPattern, ProfileError
from cleaners.sites.fivefilters_files import read_rules
from cleaners.sites.parsing import parse_profile
from cleaners.sites.selectors import selector_problem
from tests.costs import count_calls

HEAD = 'host = "a.kz"\nchecked = 2026-01-31\n'


def problem(toml: str) -> str:
    """What is said of a profile, without the name of its file."""
    with pytest.raises(ProfileError) as caught:
        parse_profile(toml, "a.toml")
    name, _, said = str(caught.value).partition(": ")
    assert name == "a.toml"
    return said


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("timezon = ''", "timezon: no key of a profile; the nearest is `timezone`, "),
        ("[story]\nbodies = ['p']", "story.bodies: no key of `story`; the nearest is `body`, "),
        ("[fields]\nx = ['p']", "fields.x: no key of `fields`; allowed are headline, authors, "),
        (
            "[fields.learned]\nheadline = {page = 1, of = 2}",
            "fields.learned[...].page: no key of `fields.learned[...]`; the nearest is `pages`, ",
        ),
    ],
)
def test_an_unknown_key_and_the_nearest_known_one(toml: str, said: str) -> None:
    """And all keys of the table."""
    assert problem(HEAD + toml).startswith(said)


def test_a_reason_that_is_none() -> None:
    """The nearest one, and all that remove; what keeps a block is not among them."""
    removal = HEAD + "[[remove]]\nselect = ['p']\nreason = '%s'"
    said = problem(removal % "teezer")
    assert "is no reason; the nearest is `teaser`, allowed are headline, byline, " in said
    assert "story_text" not in said
    assert problem(removal % "story_text") == "remove[0].reason: story_text keeps a block"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("checked = 2026-01-31", "host: is missing"),
        ("host = 3\nchecked = 2026-01-31", "host: expected `str`, got `int`"),
        (HEAD + "[[remove]]\nselect = [1]", "remove[0].select[0]: expected `str`, got `int`"),
        (HEAD + "story = 1", "story: expected `object`, got `int`"),
        (HEAD + "timezone = 'Asia'", "timezone: 'Asia' is no IANA zone, such as Asia/Almaty"),
        (HEAD + "[discovery]\narticle = '('", "discovery.article: no regular expression: "),
    ],
)
def test_a_value_that_can_not_be_used(toml: str, said: str) -> None:
    """Its key comes first."""
    assert problem(toml).startswith(said)


@pytest.mark.parametrize(
    "toml",
    [
        "a = " + "[" * 5_000,
        "a = " + "{a = " * 3_000,
        "a = " + "1" * 10_000,
        "host",
        HEAD + "[discovery]\narticle = 'a{99999999999}'",
        HEAD + f"[discovery]\narticle = '{'(' * 400}{')' * 400}'",
        HEAD + f"[discovery]\narticle = '{'a' * 2_000}'",
        HEAD + f"[story]\nbody = ['xpath:{'(' * 2_000}a{')' * 2_000}']",
        HEAD + f"[story]\nbody = ['{'a' * 9_000}']",
        HEAD + f"timezone = '{'a' * 9_000}'",
        HEAD + f"timezone = '{'../' * 9}etc/passwd'",
        HEAD + f"remarks = ['{'a' * 1_000_000}']",
        HEAD + f"{'x' * 9_000} = 1",
    ],
    ids=lambda toml: toml[len(HEAD) :][:24] if toml.startswith(HEAD) else toml[:12],
)
def test_hostile_profiles_get_the_same_error(toml: str) -> None:
    """Within a line or two."""
    assert len(problem(toml)) < 6_000


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    """Whatever stands in the file, and whatever stands in a selector, pattern or zone."""
    for toml in (text, f"{HEAD}{text}", f"{HEAD}timezone = '''\n{text}'''"):
        try:
            parse_profile(toml, "a.toml")
        except ProfileError as error:
            assert str(error).startswith("a.toml: ")  # noqa: PT017


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(.*a){12}$", "^(([a-z])+.)+[A-Z]$"])
def test_a_pattern_that_takes_too_long_matches_nothing(
    pattern: str, caplog: pytest.LogCaptureFixture
) -> None:
    """From the first long path on: it is not searched again, and one warning is enough."""
    searched = PathPattern(pattern)
    assert not any(searched.matches(f"{'a' * 1_000}!") for _ in range(1_000))
    assert not searched.matches("a" * 12)
    assert len(caplog.records) == 1


@pytest.mark.parametrize(
    "line", ["body(" + "(a)" * 99_999, "a" * 300_000, "a" + " " * 300_000, "a(" + ") " * 150_000]
)
def test_a_long_line_of_a_rule_file_is_read_at_once(line: str) -> None:
    """Linear in its length."""
    assert count_calls(lambda: read_rules(line)) < 100


@pytest.mark.parametrize("piece", ["a", "a ", "a:", "'", "[", "not(", "1-", "$a"])
def test_a_long_xpath_is_refused_or_read_at_once(piece: str) -> None:
    """As long as selectors may be."""
    selector = "xpath:" + (piece * 5_000)[:4_900]
    assert count_calls(lambda: selector_problem(selector)) < len(selector)


@pytest.mark.parametrize(
    ("xpath", "is_fine"),
    [("1-count(//p)", True), ("//a-count(//p)", False), ("//p[2*last()]", True), ("//a:b", False)],
)
def test_names_of_functions_are_read_as_xpath_reads_them(xpath: str, *, is_fine: bool) -> None:
    """A hyphen belongs to a name that a letter begins, and to no number."""
    assert (selector_problem(f"xpath:{xpath}") is None) is is_fine
