"""Lines of the log, whatever a site writes."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from crawler.monitoring.printable import PrintableLog, make_log_printable
from crawler.pipelines.drop import Dropped

HOSTILE = "bridge\x1b]0;title\x07\r\u202e\x9b2J\ud800"
ESCAPED = r"bridge\x1b]0;title\x07\r\u202e\x9b2J\ud800"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a handler of the log writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    make_log_printable()
    yield stream
    logging.getLogger().removeHandler(handler)


def test_no_control_character_gets_into_the_log(log: io.StringIO) -> None:
    """Not from a message, nor from an exception."""
    logger = logging.getLogger("some.library")
    logger.error("%s: %d%%", HOSTILE, 5, exc_info=ValueError(HOSTILE))
    first, last, _ = log.getvalue().split("\n")
    assert (first, last) == (f"{ESCAPED}: 5%", f"ValueError: {ESCAPED}")


def test_a_handler_is_filtered_once(log: io.StringIO) -> None:
    """However many crawls a process runs."""
    make_log_printable()
    for handler in logging.getLogger().handlers:
        assert sum(isinstance(known, PrintableLog) for known in handler.filters) == 1


def test_a_page_makes_no_line_of_its_own() -> None:
    """Its text in a reason would look like a message of ours."""
    dropped = Dropped(
        "no_story", "none\n2026 ERROR: ALARM: all is lost" + "!" * 9999, "https://a.kz"
    )
    assert len(str(dropped).splitlines()) == 1
    assert len(dropped.message) < 600


def test_letters_in_addresses_are_readable(log: io.StringIO) -> None:
    """Those of a Russian address; marks that turn a line around stay escaped."""
    logging.getLogger("scrapy").error("<GET %s>", "https://a.kz/%D0%BC%D0%BE%D1%81%D1%82%E2%80%AE")
    assert log.getvalue() == "<GET https://a.kz/%D0%BC%D0%BE%D1%81%D1%82%E2%80%AE>\n"
    logging.getLogger("scrapy").error("<GET %s>", "https://a.kz/%D0%BC%D0%BE%D1%81%D1%82/")
    assert log.getvalue().endswith("<GET https://a.kz/мост/>\n")


def test_an_unchanged_page_has_no_line() -> None:
    """There are hundreds of them every night; any other reason is told."""
    assert Dropped("unchanged", "m", "https://a.kz").log_level == "DEBUG"
    assert Dropped("no_story", "m", "https://a.kz").log_level is None
