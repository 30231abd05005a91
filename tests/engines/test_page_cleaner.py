"""`PageCleaner`: documents become articles, or are dropped with a reason that is counted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaners import Article, Limits, Profiles, clean
from cleaners.article import Metadata
from tests.builders import PROSE
from tests.engines.deadly import die_if_deadly
from tests.engines.pages import NO_STORY, address, page

pytest.importorskip("datatrove")
from datatrove.data import Document, Media, MediaType

from cleaners.engines import page_cleaner
from cleaners.engines.datatrove import PageCleaner

TEXT = "Мост открыт\n\n" + "\n\n".join(PROSE)


def document(data: bytes | str, **metadata: Any) -> Document:
    """A page as the reader hands it on."""
    if isinstance(data, str):
        return Document(text=data, id="1", metadata=metadata)
    medium = Media(id="1", type=MediaType.DOCUMENT, url="", media_bytes=data)
    return Document(text="", id="1", media=[medium], metadata=metadata)


def counts(step: PageCleaner) -> dict[str, int]:
    """What the step counted."""
    return {label: int(stat.total) for label, stat in step.stats.stats.items()}


def test_a_page_becomes_its_article() -> None:
    """Text and every field that `clean` gives; what was known stays."""
    found = document(page(7), url=address(7), date="2026-01-31T08:00:00Z", label="x")
    assert PageCleaner().filter(found) is True
    article = clean(page(7), address(7), downloaded="2026-01-31T08:00:00Z", source="1")
    fields = article.to_dict()
    assert found.text == fields.pop("articleBody")
    known = {"date": "2026-01-31T08:00:00Z", "label": "x"}
    assert found.metadata == known | fields.pop("metadata") | fields
    assert found.media == []


def test_no_two_fields_have_one_name() -> None:
    """Those of the article and of its metadata stand beside one another."""
    assert set(Article.__struct_encode_fields__) & set(Metadata.__struct_encode_fields__) == set()


def test_text_is_cleaned_as_text() -> None:
    """Of readers that have no bytes, such as those of Parquet files."""
    found = document(TEXT)
    assert PageCleaner().filter(found) is True
    assert found.metadata["headline"] == "Мост открыт"


def test_the_declared_charset_decodes() -> None:
    """Which datatrove's own reader passes over."""
    data = page(1).decode().encode("cp1251")
    found = document(data, content_type="text/html; charset=windows-1251")
    assert PageCleaner().filter(found) is True
    assert found.metadata["headline"] == "Мост номер 1 открыт"


def test_a_page_behind_a_payment_says_so() -> None:
    """As in what `clean-file` writes."""
    found = document(page(1), asks_payment=True)
    PageCleaner().filter(found)
    assert found.metadata["isAccessibleForFree"] is False


@pytest.mark.parametrize(
    ("data", "reason"),
    [(NO_STORY, "no_story"), (b"\x00\x01\x02" * 99, "unreadable"), (b"x" * 2000, "max_bytes")],
)
def test_a_dropped_page_has_a_reason(data: bytes, reason: str) -> None:
    """And stays as it was, with a sentence."""
    found = document(data)
    step = PageCleaner(limits=Limits(max_bytes=1000))
    assert step.filter(found) == (False, reason)
    assert found.media[0].media_bytes == data
    assert found.metadata["filter_message"]


@pytest.mark.parametrize("facts", [{"url": "nonsense"}, {"url": 7}, {"date": "yesterday"}])
def test_facts_that_are_none_are_passed_over(facts: dict[str, Any]) -> None:
    """They cost no article."""
    assert PageCleaner().filter(document(page(1), **facts)) is True


def test_profiles_of_ones_own() -> None:
    """As `clean` takes them; None means no profile."""
    for profile in (None, Profiles({})):
        found = document(page(1), url="https://kazpravda.kz/n/1")
        PageCleaner(profile=profile).filter(found)
        assert "profile" not in found.metadata


def test_an_unexpected_error_loses_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """And names the line that raised it."""

    def failing(*_args: object, **_facts: object) -> None:
        raise KeyError("a fault")

    monkeypatch.setattr("cleaners.engines.engine_page.clean", failing)
    found = document(page(1))
    assert PageCleaner().filter(found) == (False, "unexpected")
    assert "unexpected KeyError" in found.metadata["filter_message"]


@pytest.mark.slow
def test_a_page_that_ends_its_process_loses_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those before and after it come out, and it is counted."""
    monkeypatch.setattr(page_cleaner, "clean_page", die_if_deadly)
    step = PageCleaner()
    pages = (document(data) for data in (b"1", b"deadly", b"3"))
    assert len(list(step.run(pages))) == 2
    assert counts(step)["dropped_crashed"] == 1


@pytest.mark.slow
def test_what_is_dropped_is_counted_and_written(tmp_path: Path) -> None:
    """By datatrove's own writer, with the bytes if it is told so."""
    pytest.importorskip("orjson")
    from datatrove.pipeline.writers import JsonlWriter

    writer = JsonlWriter(str(tmp_path), compression=None, save_media_bytes=True)
    step = PageCleaner(exclusion_writer=writer)
    kept = list(step.run(iter([document(page(1)), document(NO_STORY, url=address(2))])))
    assert len(kept) == 1
    assert counts(step) | {"doc_len": 0} == {
        "total": 2, "forwarded": 1, "dropped": 1, "dropped_no_story": 1, "doc_len": 0,
    }  # fmt: skip
    [dropped] = map(json.loads, (tmp_path / "00000.jsonl").read_text().splitlines())
    assert dropped["metadata"]["filter_reason"] == "no_story"
    assert dropped["metadata"]["url"] == address(2)
    assert dropped["media"][0]["media_bytes"]
