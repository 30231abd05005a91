"""`clean-file -o articles.parquet`, read back by what people read such files with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cleaners.cli.clean_record import Cleaned
from cleaners.cli.formats import Format
from cleaners.cli.rendering import render
from cleaners.intake.record import Place
from cleaners.table_row import TABLE_COLUMNS, article_row
from tests.replica_pages import STORIES, cleaned

module = pytest.importorskip("cleaners.cli.parquet_file")
ARTICLES = [cleaned(slug, "profile") for slug in STORIES]
EXPECTED = [article_row(article) for article in ARTICLES]
FORMATS = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A table of all stories of the replica."""
    path = tmp_path_factory.mktemp("table") / "articles.parquet"
    with module.parquet_output(path) as output:
        for article in ARTICLES:
            output.write(Cleaned(Place("a"), render(article, Format.PARQUET)))
    return str(path)


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with lists as lists and what is missing as None."""
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    return None if value != value else value  # noqa: PLR0124  NaN is the number that is not itself


def test_polars(table: str) -> None:
    """Every value of every row, and lists as lists."""
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(table)
    assert tuple(frame.columns) == TABLE_COLUMNS
    assert frame.to_dicts() == EXPECTED
    assert frame["tags"].dtype == polars.List(polars.String)


def test_duckdb(table: str) -> None:
    """By a question in SQL."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        question = "select language, count(*), sum(len(authors)) from read_parquet(?) group by 1"
        counts = connection.execute(question, [table]).fetchall()
    languages = {row["language"] for row in EXPECTED}
    assert {language for language, _, _ in counts} == languages
    assert sum(count for _, count, _ in counts) == len(EXPECTED)
    assert sum(names for _, _, names in counts) == sum(len(row["authors"]) for row in EXPECTED)


@pytest.mark.slow
def test_pandas(table: str) -> None:
    """Every value of every row."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(table)
    assert tuple(frame.columns) == TABLE_COLUMNS
    assert plain(frame.to_dict("records")) == EXPECTED


def test_the_documents_name_every_column() -> None:
    """In their order, and no other."""
    rows = re.findall(r"^\| `(\w+)` \|", FORMATS.split("## Columns")[1], re.MULTILINE)
    assert tuple(rows) == TABLE_COLUMNS
