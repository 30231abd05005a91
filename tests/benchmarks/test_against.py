"""Two commits compared: ratios of what they cost, the right tree at work, limits that fail."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.against import __main__ as against
from benchmarks.against import trees
from benchmarks.against.figures import Row, as_table, over, rows_of
from benchmarks.against.inputs import write_inputs
from benchmarks.quality.checkouts import load_set
from tests.benchmarks.quality_sets import line, write_set

LIBRARY = """
class CleanersError(Exception): pass
def clean(text, url, profile): {body}
def learn_profile(texts, host): {body}
"""


def commit(folder: Path, body: str) -> None:
    """A library in place of ours, committed."""
    package = folder / "cleaners"
    (package / "cli").mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(LIBRARY.format(body=body))
    (package / "cli" / "__init__.py").touch()
    (package / "cli" / "clean_file.py").touch()
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for arguments in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "A library")):
        command = ["git", "-C", str(folder), *arguments]
        subprocess.run(command, check=True)


def compare(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(against.main, [*arguments, "--rounds", "1"])


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a commit that cleans nothing, in place of the project's."""
    commit(tmp_path, "return None")
    for module in (against, trees):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    return tmp_path


def test_ratios_are_taken_within_a_round() -> None:
    """A machine that grows slower from round to round changes none of them."""
    rows = rows_of([({"dumps": 2.0}, {"dumps": 3.0}), ({"dumps": 8.0}, {"dumps": 12.0})])
    assert rows == [Row("dumps", earlier=5.0, this=7.5, ratio=1.5, least=1.5, most=1.5)]


def test_one_round_that_was_disturbed_does_not_decide() -> None:
    """The median counts; the spread shows the round."""
    [row] = rows_of([({"pages": 1.0}, {"pages": ms}) for ms in (1.0, 1.1, 9.0)])
    assert (row.ratio, row.least, row.most) == (1.1, 1.0, 9.0)


def test_the_limit_is_a_percentage_above_the_earlier_tree() -> None:
    """Exactly so much more is still within it, and less always is."""
    rows = rows_of([({"a": 100.0, "b": 100.0, "c": 100.0}, {"a": 103.0, "b": 104.0, "c": 50.0})])
    assert [row.name for row in over(rows, 3)] == ["b"]


def test_the_table_names_the_commit_and_every_figure() -> None:
    """In Markdown, as it can stand in a document."""
    table = as_table(rows_of([({"dumps": 4.0}, {"dumps": 2.0})]), "v1.0")
    assert "| | v1.0 | this tree |" in table
    assert "| dumps | 4.0 | 2.0 | 0.50 | 0.50–0.50 |" in table


@pytest.mark.slow
def test_both_trees_treat_pages_dumps_profiles_and_start_up(repository: Path) -> None:
    """A commit and the tree as it lies there; what is over the limit is told by the exit status."""
    commit(repository, "return sum(range(400_000))")
    names = ["pages", "dumps", "pages by profile", "learning a profile", "import clean"]
    result = compare("HEAD~1", "--limit", "300")
    assert result.exit_code == 1
    assert all(f"| {name}, " in result.output for name in [*names, "clean-file --help"])
    assert "over 300 %: pages, ms each" in result.output
    assert "over 300 %: pages, MiB" not in result.output


@pytest.mark.slow
def test_without_a_limit_nothing_fails(repository: Path) -> None:
    """Slower is a figure, no error."""
    (repository / "cleaners" / "__init__.py").write_text(LIBRARY.format(body="sum(range(400_000))"))
    assert compare("HEAD").exit_code == 0


def test_a_commit_that_is_not_there_is_named(repository: Path) -> None:
    """In one line, without a traceback."""
    result = compare("no-such-commit")
    assert result.exit_code == 1
    assert "Error: no-such-commit: " in result.output


def test_a_tree_that_cannot_work_says_why(repository: Path) -> None:
    """With the error of its process."""
    commit(repository, "raise OSError('no model')")
    result = compare("HEAD")
    assert result.exit_code == 1
    assert "OSError: no model" in result.output


def test_sets_take_the_place_of_the_fixtures(tmp_path: Path) -> None:
    """Pages and dumps are told apart, and as many as asked for are spread over the set."""
    lines = [line(str(number), html=f"<html><p>Page {number}</p></html>") for number in range(6)]
    dumps = [line(f"d{number}", html=f"Dump {number}\n\nThe end.") for number in range(6)]
    page_set = load_set(str(write_set(tmp_path / "own.jsonl", [*lines, *dumps])))
    roads = {road.name: road.path.read_text() for road in write_inputs(tmp_path, [page_set], 4)}
    assert [number for number in range(6) if f"Page {number}" in roads["pages"]] == [0, 3]
    assert [number for number in range(6) if f"Dump {number}" in roads["dumps"]] == [0, 3]
