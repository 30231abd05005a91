"""One record → its outcome: nothing is raised, nothing takes for ever."""

from __future__ import annotations

import json
import signal
from typing import NoReturn

import msgspec
import pytest

from cleaners import LimitError
from cleaners.cli.clean_record import (
    Cleaned,
    NoStory,
    Outcome,
    Wanted,
    clean_record,
    give_up,
)
from cleaners.intake.record import Failure, Place, Record
from cleaners.workers import WorkerEndedError
from tests.replica_pages import STORIES, page_bytes

STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин."
RECORD = Record(STORY, Place("dir/a.txt"), url=None, downloaded="2026-01-31T08:00:00Z")


def cleaned(outcome: Outcome) -> str:
    """What was rendered."""
    assert isinstance(outcome, Cleaned)
    return outcome.rendered


def failing(error: BaseException) -> object:
    """A `clean` that raises."""

    def clean(*_given: object, **_named: object) -> NoReturn:
        raise error

    return clean


def test_jsonl_is_one_line() -> None:
    """With what the container told."""
    line = cleaned(clean_record(Wanted(), RECORD))
    assert "\n" not in line
    metadata = json.loads(line)["metadata"]
    assert (metadata["source"], metadata["dateDownloaded"]) == ("dir/a.txt", "2026-01-31T08:00:00Z")


def test_a_page_that_asks_for_payment_is_not_free() -> None:
    """Whatever it declares; a page that does not ask says nothing by that."""
    declared = '<script type="application/ld+json">{"@type": "Article", "isAccessibleForFree": %s}'
    story = STORY.partition("\n\n")[2]
    page = f"<!doctype html><title>Мост</title>{declared}</script><main><p>{story}</main>"
    for value in ("true", "null"):
        record = msgspec.structs.replace(RECORD, data=page % value, asks_payment=True)
        assert json.loads(cleaned(clean_record(Wanted(), record)))["isAccessibleForFree"] is False
    free = json.loads(cleaned(clean_record(Wanted(), RECORD)))
    assert "isAccessibleForFree" not in free


def test_explain_adds_the_blocks() -> None:
    """And only then."""
    assert "blocks" in json.loads(cleaned(clean_record(Wanted(explain=True), RECORD)))
    assert "blocks" not in json.loads(cleaned(clean_record(Wanted(), RECORD)))


@pytest.mark.parametrize(
    ("own", "used"), [(None, "https://a.kz/1"), ("https://b.kz/", "https://b.kz/")]
)
def test_the_given_address_serves_records_without_one(own: str | None, used: str) -> None:
    """A record's own is better."""
    record = Record(STORY, Place("a"), url=own)
    line = cleaned(clean_record(Wanted(url="https://a.kz/1"), record))
    assert json.loads(line)["url"] == used


@pytest.mark.parametrize(
    ("site", "profile"), [(None, None), ("kazpravda.kz", "kazpravda.kz"), ("none", None)]
)
def test_the_given_site_chooses_the_profile(site: str | None, profile: str | None) -> None:
    """For dumps that do not tell where they are from."""
    line = cleaned(clean_record(Wanted(site=site), RECORD))
    assert json.loads(line)["metadata"].get("profile") == profile


def test_no_profile_wins_over_the_address() -> None:
    """`none` is for comparing."""
    record = Record(STORY, Place("a"), url="https://kazpravda.kz/n/1")
    line = cleaned(clean_record(Wanted(site="none"), record))
    assert "profile" not in json.loads(line)["metadata"]


def test_a_page_without_a_story_is_no_failure() -> None:
    """It was read well."""
    assert isinstance(clean_record(Wanted(), Record("[[year]]", Place("a"))), NoStory)


def test_an_error_on_purpose_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its message was written for the user."""
    monkeypatch.setattr("cleaners.clean", failing(LimitError("max_x", "too many x")))
    assert clean_record(Wanted(), RECORD) == Failure(RECORD.place, "max_x: too many x")


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError("x"), MemoryError("x")])
def test_an_unexpected_error_asks_for_a_report(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its type and its line; the traceback goes where such things are looked for."""
    monkeypatch.setattr("cleaners.clean", failing(error))
    outcome = clean_record(Wanted(), RECORD)
    assert isinstance(outcome, Failure)
    assert outcome.message.startswith(f"unexpected {type(error).__name__} in ")
    assert "tests/cli/test_clean_record.py, line " in outcome.message
    assert outcome.message.endswith(f"please report: {error}")
    assert outcome.detail.startswith("Traceback")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (WorkerEndedError("", signal.SIGALRM), "not cleaned within 75 s"),
        (WorkerEndedError("SIGSEGV"), "worker process ended twice (SIGSEGV); please report"),
    ],
)
def test_a_lost_worker_is_a_failure_of_its_record(error: WorkerEndedError, message: str) -> None:
    """With the reason."""
    assert give_up(RECORD, error) == Failure(RECORD.place, message)


def test_a_failure_of_reading_passes_through() -> None:
    """It keeps its place among the outcomes."""
    failure = Failure(Place("a"), "there is no such file")
    assert clean_record(Wanted(), failure) is failure


class TestCanonical:
    """A saved page whose address nobody names."""

    PAGE = page_bytes(STORIES[0])[0]

    def profile(self, wanted: Wanted, url: str | None = None) -> object:
        """The profile that a page of the replica was cleaned with."""
        outcome = clean_record(wanted, Record(self.PAGE, Place("page.html"), url=url))
        assert isinstance(outcome, Cleaned)
        return json.loads(outcome.rendered)["metadata"].get("profile")

    def test_the_address_that_it_declares_has_a_profile(self) -> None:
        """As if it had been named; it is no address of the page all the same."""
        assert self.profile(Wanted()) == "kazpravda.kz"

    def test_what_is_named_goes_before(self) -> None:
        """An address, or that no profile is wanted."""
        assert self.profile(Wanted(), "https://example.org/copy") is None
        assert self.profile(Wanted(url="https://example.org/copy")) is None
        assert self.profile(Wanted(site="none")) is None
