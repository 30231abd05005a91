"""`clean-file -o articles.parquet`: what a reader of the table finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.clean_file import main
from cleaners.cli.clean_record import Cleaned
from cleaners.intake.record import Place
from cleaners.table_row import TABLE_COLUMNS

pq = pytest.importorskip("pyarrow.parquet")
module = pytest.importorskip("cleaners.cli.parquet_file")

BRIDGE = "Новый мост через Ишим открыли в среду для всех машин."
FIRST = f"Мост открыт\n\n348\n\nАся Лунёва\n\n{BRIDGE}\n"
SECOND = "School opened\n\nThe new school on the hill took in its first pupils on Monday.\n"


def clean_file(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """A folder with two stories."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_text(SECOND)
    return folder


def test_a_row_for_each_article(dumps: Path, tmp_path: Path) -> None:
    """Typed: lists are lists, counts numbers, what is unknown is null."""
    assert clean_file(dumps, "-o", tmp_path / "a.parquet").exit_code == 0
    first, second = pq.read_table(tmp_path / "a.parquet").to_pylist()
    assert tuple(first) == TABLE_COLUMNS
    assert (first["title"], first["view_count"]) == ("Мост открыт", 348)
    assert first["authors"] == ["Ася Лунёва"]
    assert second["title"] == "School opened"
    assert (second["date"], second["tags"]) == (None, [])


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, few are held."""
    monkeypatch.setattr(module, "ROW_GROUP", 2)
    with module.parquet_output(tmp_path / "a.parquet") as output:
        for number in range(5):
            output.write(Cleaned(Place("a"), f'{{"url": null, "title": "{number}"}}'))
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == 3


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    """And no half file."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"old")

    def fail() -> None:
        with module.parquet_output(path):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [file.name for file in tmp_path.iterdir()] == ["a.parquet"]
    assert path.read_bytes() == b"old"


def test_a_run_that_wrote_nothing_keeps_an_earlier_result(dumps: Path, tmp_path: Path) -> None:
    """As with every other format; where there was none, the table has no rows."""
    path = tmp_path / "a.parquet"
    assert clean_file(tmp_path / "nowhere", "-o", path).exit_code == 1
    assert pq.read_table(path).num_rows == 0
    clean_file(dumps, "-o", path)
    assert clean_file(tmp_path / "nowhere", "-o", path).exit_code == 1
    assert pq.read_table(path).num_rows == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "parquet"], "--format parquet writes a file: name it with -o"),
        (["-o", "a.parquet.gz"], "Parquet is packed by itself"),
        (["-o", "a.parquet", "--resume"], "can't be gone on with"),
        (["-o", "a.parquet", "--explain"], "--explain adds to JSON"),
    ],
)
def test_what_it_can_not_do_is_said(arguments: list[str], message: str) -> None:
    """Before anything is read."""
    result = clean_file("a.txt", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
