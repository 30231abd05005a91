"""`clean_batch`: a table of pages in, a table of articles out, and nothing raised for a page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import InvalidValueError, Limits, clean
from cleaners.table_row import article_row

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("cleaners.arrow")

STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин."
HTML = "<h1>Мост открыт</h1>" + "<p>Новый мост через Ишим открыли в среду для всех машин.</p>" * 2


def cleaned(*rows: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    """The rows that come out for these."""
    found: list[dict[str, Any]] = arrow.clean_batch(
        pa.RecordBatch.from_pylist(list(rows)), **options
    ).to_pylist()
    return found


def test_one_row_in_one_row_out_in_order() -> None:
    """With what happened to each."""
    rows = cleaned({"text": STORY}, {"text": "[[year]]"}, {"text": None}, {"text": STORY})
    assert [row["outcome"] for row in rows] == ["story", "no story", "failed", "story"]
    assert [row["error"] for row in rows] == [
        None,
        "no story among 1 blocks of text",
        "the row holds no page",
        None,
    ]


def test_a_row_is_what_clean_gives() -> None:
    """In the columns of a Parquet file."""
    [row] = cleaned({"text": STORY, "url": "https://a.kz/n/1"})
    expected = article_row(clean(STORY, "https://a.kz/n/1"))
    assert {name: row[name] for name in expected} == expected


def test_bytes_are_decoded_by_their_content_type() -> None:
    """Which a column may tell."""
    data = HTML.encode("cp1251")
    [row] = cleaned({"content": data, "content_type": "text/html; charset=windows-1251"})
    assert row["title"] == "Мост открыт"


def test_html_goes_before_text() -> None:
    """Where a row has both."""
    [row] = cleaned({"text": "[[year]]", "html": HTML})
    assert row["outcome"] == "story"


def test_a_page_over_a_limit_is_an_error_of_its_row() -> None:
    """Named as ever; so is an address that is none."""
    [row] = cleaned({"text": STORY}, limits=Limits(max_characters=10))
    assert row["outcome"] == "failed"
    assert "max_characters" in row["error"]
    [row] = cleaned({"text": STORY, "url": "nonsense"})
    assert row["outcome"] == "failed"


def test_a_batch_without_pages_is_refused() -> None:
    """With the columns that it has."""
    with pytest.raises(InvalidValueError, match="no column html, text, content in the batch"):
        cleaned({"body": STORY})


def test_a_table_is_cleaned_as_a_batch_is() -> None:
    """And comes back as a table."""
    table = pa.Table.from_pylist([{"text": STORY}, {"text": "[[year]]"}])
    articles = arrow.clean_batch(table)
    assert isinstance(articles, pa.Table)
    assert articles["outcome"].to_pylist() == ["story", "no story"]


def test_an_empty_batch_is_an_empty_batch() -> None:
    """Of the same schema."""
    empty = pa.RecordBatch.from_pylist([], schema=pa.schema([("html", pa.binary())]))
    assert arrow.clean_batch(empty).schema == arrow.BATCH_SCHEMA


@given(st.lists(st.one_of(st.binary(max_size=200), st.none()), min_size=1, max_size=4))
def test_no_bytes_raise(pages: list[bytes | None]) -> None:
    """Whatever they are."""
    batch = pa.RecordBatch.from_pylist(
        [{"content": page} for page in pages], schema=pa.schema([("content", pa.binary())])
    )
    assert arrow.clean_batch(batch).num_rows == len(pages)
