"""XPath ends: with an answer, or with an error that names it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaners import DumpError, LimitError, Limits, ProfileError, clean
from cleaners.markup import xpath_process
from cleaners.markup.xpath_process import find_xpaths
from cleaners.markup.xpath_tasks import MARK
from tests.markup.pages import profile_of

# A count within a count over all that stands before: 2,000 paragraphs keep libxml2 busy for hours.
SLOW = "//p[count(preceding::p[count(preceding::p) = 1]) = 1]"
LARGE = "<body>" + "<div><p>Мост открыли в среду.</p></div>" * 2_000


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A short limit."""
    monkeypatch.setattr(xpath_process, "XPATH_SECONDS", 0.3)


def test_elements_are_marked_and_strings_returned() -> None:
    """Each by the number of its XPath."""
    found = find_xpaths("<p a='x'>b", ["//p", "//p/@a", "//h1", "count(//p)", "string(//p)"])
    assert f'{MARK}-0=""' in found.html
    assert found.strings == (None, ["x"], [], ["1.0"], ["b"])


@pytest.mark.parametrize("xpath", ["//comment()", "//p/node()"])
def test_comments_carry_no_mark(xpath: str) -> None:
    """They are no text of the page either."""
    assert find_xpaths("<p><!-- a -->d</p>", [xpath]).strings == (None,)


@pytest.mark.usefixtures("hurry")
def test_an_xpath_that_takes_too_long_is_named() -> None:
    """And not the one before it."""
    with pytest.raises(LimitError) as caught:
        find_xpaths(LARGE, ["//p", SLOW, "//div"])
    assert caught.value.limit == "xpath_seconds"
    assert caught.value.message.startswith(f"'xpath:{SLOW}', with what came before it")


@pytest.mark.slow
@pytest.mark.usefixtures("hurry")
def test_the_next_page_is_not_harmed() -> None:
    """It is answered by a new process."""
    with pytest.raises(LimitError):
        find_xpaths(LARGE, [SLOW])
    assert find_xpaths("<p>a", ["string(//p)"]).strings == (["a"],)


@pytest.mark.slow
@pytest.mark.usefixtures("hurry")
def test_the_library_ends_too() -> None:
    """Whatever part of the profile it stands in."""
    profile = profile_of(f'[[remove]]\nselect = ["xpath:{SLOW}"]\n')
    with pytest.raises(LimitError, match="preceding"):
        clean(LARGE, "https://a.kz/", profile=profile)


@pytest.mark.slow
def test_the_limit_of_the_page_counts_too() -> None:
    """What is left of it; the next page gets no rest of an answer."""
    profile = profile_of(f'[[remove]]\nselect = ["xpath:{SLOW}"]\n')
    with pytest.raises(LimitError, match="preceding"):
        clean(LARGE, "https://a.kz/", profile=profile, limits=Limits(max_seconds=1))
    assert find_xpaths("<p>a", ["string(//p)"]).strings == (["a"],)


def test_an_xpath_that_fails_is_named() -> None:
    """The parser does not see everything that is wrong."""
    with pytest.raises(ProfileError) as caught:
        find_xpaths("<p>a", ["//p", "count('a')"])
    assert str(caught.value) == "'xpath:count('a')' can't be evaluated: Invalid type"


def test_a_page_that_cannot_be_parsed_is_no_page() -> None:
    """And harms no other."""
    with pytest.raises(DumpError, match="no page: Document is empty"):
        find_xpaths("<!-- a -->", ["//p"])
    assert find_xpaths("<p>a", ["string(//p)"]).strings == (["a"],)


@pytest.mark.slow
def test_a_fork_has_a_process_of_its_own() -> None:
    """Two readers of one pipe would get each other's answers."""
    code = (
        "import os\n"
        "from cleaners.markup.xpath_process import find_xpaths\n"
        "ask = lambda: find_xpaths(f'<p>{os.getpid()}', ['string(//p)']).strings == "
        "([str(os.getpid())],)\n"
        "assert ask()\n"
        "if pid := os.fork():\n"
        "    answers = [ask() for _ in range(50)]\n"
        "    print(all(answers), os.waitpid(pid, 0)[1])\n"
        "else:\n"
        "    os._exit(0 if all([ask() for _ in range(50)]) else 1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True 0\n", "")
