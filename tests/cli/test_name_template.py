"""`--name`: files named by what the article tells, safely, and none lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from cleaners import Article
from cleaners.article import Metadata
from cleaners.cli.article_files import folder_output
from cleaners.cli.clean_file import main
from cleaners.cli.clean_record import Cleaned
from cleaners.cli.file_names import FileNamer
from cleaners.cli.formats import Format
from cleaners.cli.name_template import KEYS, FreeNames, name_of
from cleaners.document import DocumentKind
from cleaners.intake.record import Place

META = Metadata(DocumentKind.HTML, "1.0", source="dumps/x/page.html#3")
ARTICLE = Article(
    url="https://www.example.org/news/bridge-opens.html?from=feed",
    headline="Мост открыт: «первые» автобусы",
    date_published="2025-03-04T10:00:00+05:00",
    in_language="ru",
    section="Город",
    metadata=META,
)
BARE = Article(metadata=Metadata(DocumentKind.TEXT, "1.0"))
STORY = "{}\n\nНовый мост через Ишим открыли в среду для всех машин.\n"
UNKNOWN = "{hots}: no key of a name; the nearest is {host}; known are {host}, {date}"


@pytest.mark.parametrize(
    ("template", "name", "bare"),
    [
        ("{host}", "example.org", "unknown-host"),
        ("{date}", "2025-03-04", "undated"),
        ("{year}/{month}/{day}", "2025/03/04", "undated/00/00"),
        ("{slug}", "bridge-opens", "untitled"),
        ("{title}", "Мост-открыт-первые-автобусы", "untitled"),
        ("{section}", "Город", "no-section"),
        ("{language}", "ru", "unknown-language"),
        ("{source}", "page.html-3", "unnamed"),
        ("{{x}}-{host}", "x--example.org", "x--unknown-host"),
    ],
)
def test_each_key(template: str, name: str, bare: str) -> None:
    """What the article tells, and what stands there where it does not."""
    assert (name_of(ARTICLE, template), name_of(BARE, template)) == (name, bare)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://a.kz/n/most/", "most"),
        ("https://a.kz/n/%D0%BC%D0%BE%D1%81%D1%82", "мост"),
        ("https://a.kz/2025/12345", "12345"),
        ("https://a.kz/?p=7", "untitled"),
        ("http://[", "untitled"),
        ("https://a.kz/a/%2e%2e%2f%2e%2e", "unnamed"),
    ],
)
def test_a_slug_is_the_last_part_of_the_address(url: str, slug: str) -> None:
    """Without its ending; where the address has none, the headline."""
    assert name_of(Article(url=url, metadata=META), "{slug}") == slug


HOSTILE = st.text(st.sampled_from("a.Я/\\\x00:~ -_%2e\n\ud800🚌"), max_size=300)


@given(HOSTILE, HOSTILE)
def test_no_value_leads_out_of_the_folder(text: str, slug: str) -> None:
    """Each part is a plain name of at most 120 bytes."""
    article = Article(
        url=f"https://{text}/{slug}", headline=text, date_published=text, section=slug,
        in_language=text, metadata=Metadata(DocumentKind.HTML, "1.0", source=slug),
    )  # fmt: skip
    for key in KEYS:
        first, second = name_of(article, f"{{{key}}}/a{{{key}}}").split("/")
        for part in (first, second):
            assert part[0] not in ".-~"
            assert "\\" not in part
            assert 0 < len(part.encode()) <= 120


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{hots}/x", UNKNOWN),
        ("{}", "{}: no key of a name; known are {host}"),
        ("{host.x}", "{host.x}: no key of a name; the nearest is {host}"),
        ("{host:>99999999}", "{host}: no key of a name"),
        ("{host!r}", "{host}: no key of a name"),
        ("{host/x", "{host/x: expected '}' before end of string"),
        ("/{host}", "/{host}: no name below a folder with a key in it"),
        ("{host}/", "{host}/: no name below a folder with a key in it"),
        ("stories", "stories: no name below a folder with a key in it"),
        ("{host}" + "/a" * 20, "no name below a folder"),
    ],
)
def test_a_bad_template_is_an_error(template: str, message: str) -> None:
    """Before anything is read."""
    result = clean_file("a.html", "--format", "md", "-o", "stories", "--name", template)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "arguments", [["-o", "all.md"], ["-o", "stories"], [], ["-o", "x.parquet"]]
)
def test_names_are_for_files_in_a_folder(arguments: list[str]) -> None:
    """One file for all has one name."""
    result = clean_file("a.html", *arguments, "--name", "{slug}")
    assert result.exit_code == 2
    told = " ".join(result.stderr.split())
    assert "--name is for files in a folder: -o DIR and --format json, md, txt, ld." in told


def clean_file(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def named(folder: Path, *arguments: object, template: str = "{title}") -> dict[str, str]:
    """Files that come of the dumps of a folder, with the headlines in them."""
    output = folder / "out"
    given = ("--format", "json", "-o", output, "--name", template, "--jobs", 1, *arguments)
    result = clean_file(folder / "dumps", *given)
    assert result.exit_code == 0, result.stderr
    files = sorted(output.rglob("*.json"))
    return {
        str(path.relative_to(output)): json.loads(path.read_text())["headline"] for path in files
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three dumps, two of one title, and one in other letters."""
    (tmp_path / "dumps").mkdir()
    for name, title in (("a", "Мост открыт"), ("b", "МОСТ открыт"), ("c", "Мост открыт")):
        text = STORY.format(title).replace("среду", f"среду {name}")
        (tmp_path / "dumps" / f"{name}.txt").write_text(text)
    return tmp_path


def test_articles_of_one_name_are_numbered(folder: Path) -> None:
    """Also where only capitals tell them apart; the next run gives the same names."""
    names = ["МОСТ-открыт-2.json", "Мост-открыт-3.json", "Мост-открыт.json"]
    assert [*named(folder)] == names
    assert [*named(folder)] == names


def test_a_number_does_not_take_the_name_of_another() -> None:
    """Whichever comes first."""
    names = FreeNames({}, goes_on=False)
    taken = [names.take(name, ".md", "") for name in ("a", "a-2", "a", "a-2")]
    assert taken == ["a.md", "a-2.md", "a-3.md", "a-2-2.md"]


def test_a_run_that_goes_on_leaves_what_it_wrote() -> None:
    """The same article has its name again, another one gets a number."""
    names = FreeNames({"a.md": "1"}, goes_on=True)
    assert [names.take("a", ".md", digest) for digest in "21"] == ["a-2.md", "a-3.md"]
    assert FreeNames({"a.md": "1"}, goes_on=True).take("a", ".md", "1") == "a.md"
    assert FreeNames({"a.md": "1"}, goes_on=False).take("a", ".md", "2") == "a.md"


def test_folders_are_made(folder: Path) -> None:
    """As many as the template has."""
    assert named(folder, template="{host}/{year}/{source}") == {
        "unknown-host/undated/a.txt.json": "Мост открыт",
        "unknown-host/undated/b.txt.json": "МОСТ открыт",
        "unknown-host/undated/c.txt.json": "Мост открыт",
    }


def test_stories_of_one_dump_have_names_of_their_own(tmp_path: Path) -> None:
    """Each its own article's."""
    cleaned = Cleaned(Place("a.txt"), "один", ("два", "три"), ("x/a", "b", "x/a"))
    with folder_output(tmp_path, Format.TXT, FileNamer(["a.txt"])) as output:
        output.write(cleaned)
    found = {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*.txt")}
    assert found == {"x/a.txt": "один\n", "b.txt": "два\n", "x/a-2.txt": "три\n"}
