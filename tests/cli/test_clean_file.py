"""The command: options, outputs, exit status, as a user sees them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.clean_file import main
from tests.test_dump_facts import STORIES
from tests.test_joined_dumps import page as dump_of

STORY = "Мост открыт\n\nНовый мост через Ишим открыли в среду для всех машин.\n"
EMPTY = "[[year]]\n"


def clean_file(*arguments: object, given: str | bytes | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """Two stories and a page without one."""
    folder = tmp_path / "dumps"
    (folder / "x").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY)
    (folder / "x" / "b.txt").write_text(STORY)
    (folder / "c.txt").write_text(EMPTY)
    return folder


def test_one_story_is_one_line_and_nothing_else(dumps: Path) -> None:
    """Exit status 0, silence on standard error."""
    result = clean_file(dumps / "a.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout)["headline"] == "Мост открыт"


def test_standard_input_is_a_source() -> None:
    """Its source is `-`."""
    result = clean_file("-", given=STORY)
    assert json.loads(result.stdout)["metadata"]["source"] == "-"


def test_bad_input_does_not_stop_the_others(dumps: Path) -> None:
    """Exit status 1, one line for each, a sum at the end."""
    result = clean_file("nowhere.html", dumps)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    lines = result.stderr.splitlines()
    assert lines[0] == "clean-file: nowhere.html: there is no such file or folder; check the name"
    assert lines[1].startswith(f"clean-file: {dumps}/c.txt: no story")
    assert lines[2].startswith("clean-file: cleaned 2, without a story 1, failed 1, ")
    assert len(lines) == 3


def test_output_keeps_the_order_of_input(dumps: Path) -> None:
    """Files by name, folders among them."""
    sources = [
        json.loads(line)["metadata"]["source"] for line in clean_file(dumps).stdout.splitlines()
    ]
    assert sources == [f"{dumps}/a.txt", f"{dumps}/x/b.txt"]


def test_texts_stand_apart(dumps: Path) -> None:
    """A headline, its story, and a line between two stories."""
    first, second = clean_file(dumps, "--format", "txt").stdout.split(f"\n\n{'=' * 72}\n\n")
    assert first == STORY.rstrip()
    assert second.rstrip() == STORY.rstrip()


def test_a_packed_file(dumps: Path, tmp_path: Path) -> None:
    """All articles, packed by its name."""
    result = clean_file(dumps, "-o", tmp_path / "all.jsonl.gz")
    assert result.stdout == ""
    assert len(gzip.decompress((tmp_path / "all.jsonl.gz").read_bytes()).splitlines()) == 2


def test_a_folder_of_files(dumps: Path, tmp_path: Path) -> None:
    """One for each article, in the structure of the source."""
    clean_file(dumps, "--format", "md", "-o", tmp_path / "out")
    written = sorted(path.relative_to(tmp_path / "out") for path in tmp_path.glob("out/**/*.md"))
    assert written == [Path("a.txt.md"), Path("x/b.txt.md")]


def test_own_profiles_are_used(dumps: Path, tmp_path: Path) -> None:
    """For the host that the record names; for any other with `--site`."""
    profile = 'host = "a.kz"\nchecked = 2026-01-31\ntimezone = "Asia/Almaty"\n'
    (tmp_path / "a.kz.toml").write_text(profile)
    page = f"<p>{'Мост через Ишим открыли, и все рады. ' * 9}</p>"
    (dumps / "p.html").write_text(page)
    for options in (["--url", "https://a.kz/n/"], ["--site", "a.kz"]):
        result = clean_file(dumps / "p.html", "--profiles", tmp_path, *options)
        assert json.loads(result.stdout)["metadata"]["profile"] == "a.kz"


@pytest.mark.slow
def test_own_profiles_travel_to_the_workers(dumps: Path, tmp_path: Path) -> None:
    """More records than one process cleans."""
    profile = 'host = "a.kz"\nchecked = 2026-01-31\n[story]\nbody = ["p"]\n'
    (tmp_path / "a.kz.toml").write_text(profile)
    page = f"<p>{'Мост через Ишим открыли, и все рады. ' * 9}</p>"
    lines = [json.dumps({"html": page, "url": f"https://a.kz/n/{n}"}) for n in range(40)]
    (dumps / "many.jsonl").write_text("\n".join(lines))
    result = clean_file(dumps / "many.jsonl", "--profiles", tmp_path, "--jobs", "2")
    found = [json.loads(line)["metadata"]["profile"] for line in result.stdout.splitlines()]
    assert found == ["a.kz"] * 40


def test_records_of_a_file_get_their_numbers(tmp_path: Path) -> None:
    """In the names of the articles."""
    (tmp_path / "two.jsonl").write_text(json.dumps({"text": STORY}) + "\n" + "{}\n")
    result = clean_file(tmp_path / "two.jsonl", "--format", "json", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == ["two.jsonl-000001.json"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Missing argument 'SOURCE...'"),
        (["a", "--jobs", "0"], "0 is not in the range"),
        (["a", "--format", "xml"], "'xml' is not one of"),
        (["a", "--url", "kazpravda.kz/n/1"], "an address begins with http:// or https://"),
        (["a", "--site", "example.org"], "no profile for 'example.org'; known are: "),
        (["a", "--profiles", "nowhere"], "nowhere: No such file or directory; name a folder"),
        (["a", "--explain", "--format", "md"], "--explain adds to JSON"),
        (["a", "-o", "."], ". is a folder; name a file, such as articles.jsonl"),
        (["a", "-o", "no/a.jsonl"], "there is no folder no"),
        (["a", "-o", __file__, "--format", "md"], "is a file; --format md writes one file"),
        (["a", "-o", "x.md", "--format", "txt"], "x.md ends in .md, and --format says txt"),
        (["a", "-o", "x.json.gz", "--format", "jsonl"], "ends in .json, and --format says jsonl"),
        (["a", "-o", ".", "--format", "csv"], "is a folder; name a file, such as articles.csv"),
        (["a", "-o", "a.docx"], "a.docx: nothing is written as .docx; endings are .jsonl"),
        (["a", "-o", "a.jsonl.bz2"], "nothing is written as .bz2"),
        (["a", "-o", "a.xz"], "nothing is written as .xz"),
        (["a", "-o", "b.jsonl", "-o", "c.jsonl"], "given 2 times; name one"),
        (["a", "--errors", "."], ". is no place for a file"),
        (["a", "-o", "b.jsonl", "--errors", "b.jsonl"], "b.jsonl is the output as well"),
    ],
)
def test_wrong_usage_is_exit_status_2(options: list[str], message: str) -> None:
    """With a sentence on what to do, before anything is read."""
    result = clean_file(*options)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jl", "a.jsonl.gz", "a.ndjson.zst", "a"])
def test_names_of_files_that_are_written(dumps: Path, tmp_path: Path, name: str) -> None:
    """JSON Lines by their usual names, packed or not."""
    assert clean_file(dumps / "a.txt", "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name).stat().st_size


def read_again(dumps: Path) -> list[tuple[list[object], str]]:
    """Commands whose output is read as well, or would be the next time."""
    story, pattern = dumps / "a.txt", f"{dumps}/*"
    (dumps / "old.jsonl").write_text("kept")
    (dumps / "link.jsonl").hardlink_to(dumps / "old.jsonl")
    return [
        ([dumps / "old.jsonl", "-o", dumps / "old.jsonl"], "is the input"),
        ([dumps / "old.jsonl", "-o", dumps / "x" / ".." / "old.jsonl"], "is the input"),
        ([dumps / "link.jsonl", "-o", dumps / "old.jsonl"], "is the input"),
        ([dumps, "-o", dumps / "old.jsonl"], "lies within"),
        ([dumps, "-o", dumps / "x" / "new.jsonl"], "lies within"),
        ([dumps, "--format", "md", "-o", dumps / "out"], "lies within"),
        ([pattern, "-o", dumps / "old.jsonl"], "is one of the inputs"),
        ([story, "--errors", story], "is the input"),
    ]


def test_an_output_that_is_read_is_refused(dumps: Path) -> None:
    """Nothing is touched."""
    for arguments, message in read_again(dumps):
        result = clean_file(*arguments)
        assert result.exit_code == 2, arguments
        assert message in " ".join(result.stderr.split())
        assert (dumps / "old.jsonl").read_text() == "kept"
        assert (dumps / "a.txt").read_text() == STORY
        (dumps / "link.jsonl").unlink(missing_ok=True)
        (dumps / "link.jsonl").hardlink_to(dumps / "old.jsonl")


def test_an_earlier_result_is_not_emptied(dumps: Path, tmp_path: Path) -> None:
    """By a name that is mistyped, or a folder with nothing in it."""
    (tmp_path / "empty").mkdir()
    clean_file(dumps, "-o", tmp_path / "all.jsonl")
    before = (tmp_path / "all.jsonl").read_bytes()
    for source in (tmp_path / "nowhere", tmp_path / "empty"):
        assert clean_file(source, "-o", tmp_path / "all.jsonl").exit_code == 1
        assert (tmp_path / "all.jsonl").read_bytes() == before


def test_an_output_that_cannot_be_written_is_told(dumps: Path, tmp_path: Path) -> None:
    """In one line, with exit status 1."""
    (tmp_path / "out" / "a.txt.md").mkdir(parents=True)
    result = clean_file(dumps / "a.txt", "--format", "md", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("clean-file: ")
    assert result.stderr.endswith("Is a directory\n")


def test_split_gives_every_story_of_a_dump(tmp_path: Path) -> None:
    """On lines of their own; without it the first one says that there are more."""
    joined = tmp_path / "joined.txt"
    joined.write_text(f"{dump_of('ru')}\n\n{dump_of('en')}", encoding="utf-8")
    headlines = [
        json.loads(line)["headline"] for line in clean_file(joined, "--split").stdout.splitlines()
    ]
    assert headlines == [STORIES["ru"][0], STORIES["en"][0]]
    (first,) = clean_file(joined).stdout.splitlines()
    assert json.loads(first)["metadata"]["moreStories"] == 1


def test_split_writes_a_file_for_each_story(tmp_path: Path) -> None:
    """Further ones are numbered."""
    joined = tmp_path / "joined.txt"
    joined.write_text(f"{dump_of('de')}\n\n{dump_of('fr')}", encoding="utf-8")
    clean_file(joined, "--split", "--format", "md", "-o", tmp_path / "stories")
    names = sorted(path.name for path in (tmp_path / "stories").glob("*.md"))
    assert names == ["joined.txt+2.md", "joined.txt.md"]


def test_help_shows_an_example_for_each_use() -> None:
    """Each begins with the command."""
    lines = [line.strip() for line in clean_file("--help").stdout.splitlines()]
    assert sum("clean-file " in line for line in lines) >= 5


def test_version_is_told() -> None:
    """With the name of the command."""
    assert clean_file("--version").stdout.startswith("clean-file, version ")


@pytest.mark.parametrize(
    ("option", "length"),
    [("-o", 245), ("-o", 300), ("-o", 6000), ("--errors", 300), ("--report", 300)],
)
def test_a_name_that_is_too_long_is_an_error_of_usage(
    tmp_path: Path, option: str, length: int
) -> None:
    """It is told before anything is read; so is one whose hidden companion would be too long."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    result = clean_file(tmp_path / "a.txt", option, tmp_path / f"{'a' * length}.jsonl")
    assert "File name too long" in result.stderr
    assert result.exit_code == 2


def test_a_source_whose_name_is_too_long_does_not_stop_the_others(tmp_path: Path) -> None:
    """It is told by name."""
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    sources = (tmp_path / f"{'a' * 300}.html", tmp_path / "a.txt")
    result = clean_file(*sources, "-o", tmp_path / "a.jsonl")
    assert "can't be read: File name too long" in result.stderr
    assert (tmp_path / "a.jsonl").read_bytes().count(b"\n") == 1
