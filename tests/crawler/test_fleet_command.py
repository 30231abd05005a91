"""`chistovik fleet`: what it says where it can't do what was asked."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.cli.chistovik import main

# Nobody listens at the port 1.
AWAY = "postgresql://user:secret@127.0.0.1:1/news"


def fleet(*words: str, database: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["fleet", *words], env={"CHISTOVIK_FLEET": database})


def test_without_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for name in [name for name in sys.modules if name.startswith("crawler.fleet.lease")]:
        monkeypatch.delitem(sys.modules, name)
    done = fleet("status", database=AWAY)
    assert done.exit_code == 1
    assert "pip install 'chistovik[fleet]'" in done.output


class TestWithItsExtra:
    @pytest.fixture(autouse=True)
    def installed(self) -> None:
        """Skip where it is not installed."""
        pytest.importorskip("psycopg")

    def test_no_database_named(self) -> None:
        """It says how to name one."""
        done = fleet("status")
        assert done.exit_code == 2
        assert "CHISTOVIK_FLEET" in done.output

    @pytest.mark.parametrize("words", [("status",), ("run",), ("add", "https://a.invalid/")])
    def test_database_away(self, words: tuple[str, ...]) -> None:
        """One sentence, without the password."""
        done = fleet(*words, database=AWAY)
        assert done.exit_code == 1
        assert done.output.startswith("Error: the database of the fleet: ")
        assert len(done.output.splitlines()) == 1
        assert "secret" not in done.output

    def test_no_address_of_a_database(self) -> None:
        """It is not repeated: there may be a password in it."""
        done = fleet("status", database="postgres:/user:secret@host=x y")
        assert done.exit_code == 1
        assert "secret" not in done.output

    def test_no_site(self) -> None:
        """Nothing is added."""
        assert fleet("add", database=AWAY).exit_code == 2

    def test_list_that_is_none(self, tmp_path: Path) -> None:
        """The message names file and line."""
        path = tmp_path / "sites.txt"
        path.write_text("https://a.kz/\nno address\n")
        done = fleet("add", "--from", str(path), database=AWAY)
        assert done.exit_code == 1
        assert f"{path}, line 2" in done.output

    def test_setting_that_is_none(self) -> None:
        """It would be wrong for all sites, and is told before any is leased."""
        done = fleet("run", "-s", "DOWNLOAD_DELAY", database=AWAY)
        assert done.exit_code == 2
        assert "DOWNLOAD_DELAY is no NAME=VALUE" in done.output

    def test_folder_that_can_not_be_written_to(self, tmp_path: Path) -> None:
        """So is this."""
        (tmp_path / "logs").touch()
        done = fleet("run", "--folder", str(tmp_path), database=AWAY)
        assert done.exit_code == 1
        assert done.output == f"Error: nothing can be written to {tmp_path}/logs: File exists\n"

    def test_store_that_is_none(self) -> None:
        """It is told before any site is leased."""
        pytest.importorskip("fsspec")
        done = fleet("run", "--store", "s3:/bucket", database=AWAY)
        assert done.exit_code == 1
        assert "s3:/bucket is no address of a store" in done.output


def test_a_long_address_makes_no_wide_table() -> None:
    """Its beginning is shown."""
    pytest.importorskip("psycopg")
    from crawler.cli.fleet_table import table_of
    from crawler.fleet.lease_table import Site

    url = f"https://a.kz/{'n' * 300}/"
    site = Site(url, None, None, None, None, None, None, 0, ())
    table = list(table_of([site], datetime.now(UTC)))
    assert table[1].startswith("https://a.kz/nnn")
    assert "…" in table[1]
    assert max(map(len, table)) < 130


@pytest.mark.parametrize(
    ("store", "what"),
    [("store", "nothing has been published of a.kz at "), ("s3:/bucket", "no address of a store")],
)
def test_files_of_which_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: str, what: str
) -> None:
    """The message names site and store; no database is needed."""
    pytest.importorskip("fsspec")
    monkeypatch.chdir(tmp_path)
    done = fleet("files", "https://a.kz/", "--store", store)
    assert done.exit_code == 1
    assert what in done.output
