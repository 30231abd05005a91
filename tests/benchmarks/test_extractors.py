"""The contenders, each on a small page."""

from __future__ import annotations

import socket
import warnings
from typing import Any, NoReturn

import pytest

from benchmarks.quality.extractors import NAMES, REFERENCE, WITH_HEADLINE, contender, is_installed
from benchmarks.quality.stoplists import STOPLISTS
from tests.benchmarks.quality_sets import HTML, STORY, page


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way to the network raises."""

    def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise AssertionError("an extractor used the network")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def text_by(name: str, html: str = HTML, **facts: Any) -> str:
    """What a contender makes of a page; it is skipped where its library is missing."""
    if not is_installed(name):
        pytest.skip(f"{name} is not installed (make bench-setup)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peers' own business
        return contender(name).extract(page(html=html, **facts))


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", NAMES)
class TestEach:
    def test_story(self, name: str) -> None:
        """It finds the story."""
        assert STORY[1] in text_by(name)

    def test_paragraphs_on_lines(self, name: str) -> None:
        """Words of two paragraphs do not run into each other."""
        assert any(line.strip() == STORY[1] for line in text_by(name).splitlines())

    def test_without_address(self, name: str) -> None:
        """A page needs no address and no known language."""
        assert STORY[1] in text_by(name, url=None, lang="")


def test_the_reference_is_first() -> None:
    """The first one is compared with the others."""
    assert NAMES[0] == REFERENCE == "chistovik"


def test_no_story_is_empty_text() -> None:
    """`NoMainContent` is an answer, no failure."""
    assert text_by(REFERENCE, "<html><body><a href='/'>Home</a></body></html>") == ""


def test_headline_above_the_text() -> None:
    """Where a gold begins with the headline, Chistovik's may be put above the text."""
    assert text_by(WITH_HEADLINE) == f"Bridge open\n{text_by(REFERENCE)}"


def test_unknown_name() -> None:
    """Nobody's name is an error."""
    with pytest.raises(KeyError):
        contender("nobody")


def test_stoplists_exist() -> None:
    """The library has every list that it is asked for."""
    justext = pytest.importorskip("justext", reason="justext is not installed (make bench-setup)")
    assert set(STOPLISTS.values()) <= justext.get_stoplists()
