"""What the documentation shows is true: code, commands, tables, profiles."""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Callable
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from benchmarks import replica_peer
from benchmarks.against.__main__ import main as against
from benchmarks.comparison import main as comparison
from benchmarks.fields import main as fields
from benchmarks.quality.__main__ import main as quality
from benchmarks.quality.summary import summarise
from benchmarks.quality.tables import as_json
from benchmarks.quality.values import SetPage
from benchmarks.systems.__main__ import main as systems
from cleaners import clean
from cleaners.cli.clean_file import main
from cleaners.cli.site_profile.group import main as site_profile
from cleaners.decision import Reason
from cleaners.markup.xpath_process import XPATH_SECONDS
from cleaners.sites.fivefilters import IMPORTED
from cleaners.sites.loader import load_profiles
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import Discovery, Fetch, Fields, SiteProfile, Story
from crawler import settings
from crawler.cli.chistovik import main as chistovik
from crawler.store import near_duplicates
from fixtures.replica.loading import load_site
from fixtures.replica.render import Pages
from fixtures.replica.routes import answer, parse_target
from fixtures.replica.server import serving
from tests.benchmarks.quality_sets import results_of, write_named_sets
from tests.crawler.runs_on_disk import run_on_disk
from tests.intake.dump_files import Archive

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROFILES = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
BENCHMARKS = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
STATE = (ROOT / "docs" / "state.md").read_text(encoding="utf-8")
SAVED = (ROOT / "docs" / "saved.md").read_text(encoding="utf-8")
LIBRARY = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
TUTORIAL_RU = (ROOT / "docs" / "tutorial.ru.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
MONITORING = (ROOT / "docs" / "monitoring.md").read_text(encoding="utf-8")
RULES = "title: //h1\nbody: //article\nprune: no\n"
STORY = "stipendii-dlya-molodyh-restavratorov"
DUMP = ROOT / "fixtures/sites/kazpravda.kz/articles" / STORY / "dump.txt"


def blocks_of(text: str, language: str) -> list[str]:
    """The fenced blocks of one language, without the indent of the list that they stand in."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


def commands_of(text: str) -> list[str]:
    """The commands behind `$` in console blocks."""
    lines = "".join(blocks_of(text, "console")).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


@cache
def story_page() -> bytes:
    """The page of a story of the replica."""
    return answer(Pages(load_site()), parse_target(f"http://kazpravda.kz/n/{STORY}/")).body


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs that the recipes name, made the working folder."""
    page = story_page()
    (tmp_path / "page.html").write_bytes(page)
    for name in ("dumps", "saved"):
        (tmp_path / name).mkdir()
    (tmp_path / "dumps" / "a.txt").write_bytes(DUMP.read_bytes())
    (tmp_path / "saved" / "a.html").write_bytes(page)
    archive = Archive(packed=True).response(page, url=f"https://kazpravda.kz/n/{STORY}/")
    (tmp_path / "crawl.warc.gz").write_bytes(archive.data())
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    (tmp_path / "output" / "warc").mkdir(parents=True)
    (tmp_path / "output" / "warc" / "crawl.warc.gz").write_bytes(archive.data())
    profiles = {
        "profiles": "example.org",
        "imported": "imported.example",
        "output/profiles": "learned.example",
    }
    for name, host in profiles.items():
        (tmp_path / name).mkdir()
        toml, _correction = blocks_of(PROFILES, "toml")
        profile = toml.replace("example.org", host)
        (tmp_path / name / f"{host}.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "ftr-site-config").mkdir()
    (tmp_path / "ftr-site-config" / "example.org.txt").write_text(RULES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestReadme:
    @pytest.mark.parametrize("text", [README, LIBRARY])
    def test_library(self, text: str, tmp_path: Path) -> None:
        """The example prints what stands below it."""
        [code] = blocks_of(text, "python")
        [expected] = blocks_of(text, "text")
        script = tmp_path / "example.py"
        script.write_text(code, encoding="utf-8")
        result = subprocess.run(
            [sys.executable, "-X", "utf8", str(script)],
            cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert result.stdout == expected

    @pytest.mark.slow
    def test_peer_table(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The comparison is what the benchmark prints."""
        replica_peer.main()
        shown = BENCHMARKS.split("<!-- replica_peer: begin -->\n")[1].split(
            "<!-- replica_peer: end"
        )[0]
        assert shown.strip() == capsys.readouterr().out.strip()

    def test_before_and_after(self) -> None:
        """The page in the first table is a bundled dump, and its right side what comes out."""
        rows = [row.strip("| ").split(" | ") for row in re.findall(r"^\|.*\|$", README, re.M)][2:13]
        article = clean(DUMP.read_bytes())
        lines = DUMP.read_text(encoding="utf-8").splitlines()
        reasons = {block.text: f"{block.reason} {block.rule}" for block in article.removed}
        assert rows[0] == [article.headline, "`headline`"]
        assert rows[1] == [str(article.view_count), f"`viewCount`: {article.view_count}"]
        assert rows[2] == [article.authors[0].name, f"`authors`: {article.authors[0].name}"]
        assert article.lead
        assert article.lead.startswith(rows[3][0].removesuffix(" …"))
        assert rows[4][0] in lines
        assert article.images[0].credit
        assert article.images[0].credit in rows[4][1]
        assert article.blocks[1].text
        assert article.blocks[1].text.startswith("На конкурс поступило 214 заявок.")
        assert len(article.blocks) == 1 + 1 + 6
        for left, right in (rows[6], rows[7]):
            assert set(re.findall(r"`(\w+)`", right)) == set(reasons[left].split())
        assert 40 <= sum(block.reason is Reason.TEASER for block in article.removed) - 4 <= 60
        assert "placeholder placeholder" in reasons["[[month.label]]"]

    def test_links(self) -> None:
        """Every file that the README links to is there."""
        links = re.findall(r"\]\((?!https?:)([^)]+)\)", README)
        assert links
        assert [link for link in links if not (ROOT / link).exists()] == []


def run_make(command: str) -> None:
    """The target exists and its recipe can be read; its parts have tests of their own."""
    subprocess.run([*shlex.split(command), "-n"], cwd=ROOT, check=True, capture_output=True)


SHOWN = (*dict.fromkeys(chain(*map(commands_of, (README, SAVED, TUTORIAL, PROFILES, STATE)))),)


def run_scrapy(command: str) -> None:
    """The crawl, of the replica instead of the site; only the first pages."""
    words = shlex.split(command)
    words = words[words.index("scrapy") :]  # variables of the environment stand before it
    words = ["url=http://kazpravda.kz/" if word.startswith("url=") else word for word in words]
    if "url=http://kazpravda.kz/" not in words:
        words += ["-a", "url=http://kazpravda.kz/"]
    words = [word.replace("/srv", str(Path.cwd())) for word in words]
    settings = (
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        "CLOSESPIDER_ITEMCOUNT=1",
        "CHISTOVIK_WORKERS=1",
    )
    options = [part for setting in settings for part in ("-s", setting)]
    output = ["-s", f"CHISTOVIK_OUTPUT_DIR={Path.cwd() / 'output'}"]
    with serving(load_site()) as server:
        subprocess.run(
            [sys.executable, "-m", *words, *options, *output],
            cwd=ROOT, env=server.proxied_environment(), check=True, capture_output=True,
        )  # fmt: skip
    assert list(Path("output/articles/kazpravda.kz").rglob("*.json"))
    assert list(Path("output/feeds").iterdir())
    assert list(Path("output/runs").iterdir())


def run_clean_file(command: str) -> None:
    """The command on the inputs of `folder`; a host without profile becomes one that has one."""
    words = shlex.split(command.replace("example.org", "kazpravda.kz"))[1:]
    if ">" in words:
        words = words[: words.index(">")]
    files = [str(path) for word in words for path in Path().glob(word) if "*" in word]
    arguments = [word for word in words if "*" not in word]
    result = CliRunner().invoke(main, [*files, *arguments])
    assert result.exit_code == 0, result.stderr
    if "-o" not in words:
        assert json.loads(result.stdout)["headline"]


def run_site_profile(command: str) -> None:
    """The command on the folders of `folder`; what it writes must be new."""
    words = shlex.split(command)[1:]
    if "-o" in words:
        shutil.rmtree(words[words.index("-o") + 1])
    result = CliRunner().invoke(site_profile, words)
    assert result.exit_code == 0, result.stderr
    assert result.stdout


def run_benchmark(command: str) -> None:
    """The benchmark, on sets of one page in the places that the command names."""
    words = shlex.split(command)
    if "benchmarks.systems" in words:  # tests/benchmarks/test_systems_live.py runs the crawls
        nothing = patch("benchmarks.systems.__main__.measure", return_value=())
        with nothing, patch.object(sys, "argv", words[2:]):
            systems()
        return
    if "benchmarks.against" in words:  # tests/benchmarks/test_against.py runs the comparison
        with patch("benchmarks.against.__main__._compare", return_value=[]):
            against(words[3:], standalone_mode=False)
        return
    if "benchmarks.comparison" in words:
        compare_measured(words[3:])
        return
    write_named_sets(Path.cwd(), words)
    if "benchmarks.fields" in words:
        fields([*words[3:], "--only", "chistovik"])
        logging.disable(logging.NOTSET)  # the peers are quiet for the rest of a process
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peers' own business
        result = CliRunner().invoke(quality, words[words.index("benchmarks.quality") + 1 :])
    assert result.exit_code == 0, result.stderr
    folder = Path(words[words.index("-o") + 1] if "-o" in words else "output/quality")
    assert {path.suffix for path in folder.iterdir()} >= {".csv", ".json", ".html"}


def compare_measured(words: list[str]) -> None:
    """The comparison, of one page a set."""
    results = results_of([SetPage(id="1", html="", gold="a")], chistovik=["a"], trafilatura=["b"])
    for path in map(Path, words):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".json":
            path.write_text(as_json(summarise(path.stem, results)), encoding="utf-8")
    done = CliRunner().invoke(comparison, words)
    assert done.exit_code == 0, done.output
    assert Path(words[-1]).stat().st_size


def run_chistovik(command: str) -> None:
    """The command on a folder in which the story is stored."""
    words = shlex.split(command)[1:]
    output = Path(words[words.index("--output") + 1] if "--output" in words else "output")
    with run_on_disk(output.absolute()) as disk:
        disk.store(words[1])
    result = CliRunner().invoke(chistovik, words)
    assert (result.exit_code, words[1] in result.output) == (0, True), result.output


RUNNERS: dict[str, Callable[[str], None]] = {
    "chistovik": run_chistovik,
    "make": run_make,
    "scrapy": run_scrapy,
    "clean-file": run_clean_file,
    "site-profile": run_site_profile,
    "python": run_benchmark,
}


def run_documented(command: str) -> None:
    """A command that the documentation shows."""
    program = next(word for word in command.split() if "=" not in word)
    RUNNERS[program](command)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(
            command,
            marks=[pytest.mark.slow] * any(part in command for part in ("scrapy", "*/dump.txt")),
        )
        for command in SHOWN
    ],
)
def test_command(command: str) -> None:
    """Every command that the documentation shows works."""
    run_documented(command)


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", commands_of(BENCHMARKS))
def test_command_that_measures(command: str) -> None:
    """The same for those of the benchmarks."""
    run_documented(command)


class TestTutorial:
    def test_both_languages_show_the_same(self) -> None:
        """The same commands and profile, comments aside, and the same number of steps."""
        assert commands_of(TUTORIAL) == commands_of(TUTORIAL_RU)
        english, russian = (blocks_of(text, "toml") for text in (TUTORIAL, TUTORIAL_RU))
        assert [*map(tomllib.loads, english)] == [*map(tomllib.loads, russian)]
        assert TUTORIAL.count("\n## ") == TUTORIAL_RU.count("\n## ")

    def test_its_profile_corrects_the_one_that_ships(self, tmp_path: Path) -> None:
        """Two lines more, and all that was known stays."""
        [own] = blocks_of(TUTORIAL, "toml")
        (tmp_path / "own.toml").write_text(own, encoding="utf-8")
        corrected = load_profiles(tmp_path).get("kazpravda.kz")
        assert corrected.keep
        assert corrected.story.body

    def test_the_commands_for_a_new_site_are_those_of_the_cookbook(self) -> None:
        """Which is followed by a test of its own."""
        shown = re.findall(r"`(site-profile [^`]+)`", TUTORIAL)
        assert len(shown) == 2
        assert set(shown) <= {command.strip() for command in re.findall(r"\$ (.*)", TEMPLATES)}

    @pytest.mark.parametrize("text", [TUTORIAL, TUTORIAL_RU, MONITORING])
    def test_links(self, text: str) -> None:
        """Every file that is named is there, and every heading."""
        for link in re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", text):
            assert not link or (ROOT / "docs" / link).exists(), link
        assert "## An alarm came" in MONITORING


class TestState:
    def test_settings(self) -> None:
        """Pauses, thresholds and statuses are those of the code."""
        *pauses, last = (f"{hours}" for hours in settings.CHISTOVIK_PAGE_RETRY_HOURS)
        assert f"after pauses of {', '.join(pauses)} and {last} hours" in STATE
        assert (
            f"from {near_duplicates.ALIKE} on, and from {near_duplicates.MIN_RUNS} runs on" in STATE
        )
        assert f"estimated by {near_duplicates.PLACES} MinHash values" in STATE
        assert f"exit status {os.EX_TEMPFAIL}" in STATE
        assert settings.CHISTOVIK_ARCHIVE_FILE_BYTES == 10**9

    def test_benchmarks(self) -> None:
        """Every benchmark that is named can be run."""
        for name in re.findall(r"python -m (benchmarks[\w.]+)", STATE):
            assert importlib.util.find_spec(name), name

    def test_links(self) -> None:
        """The README leads there."""
        assert "(docs/state.md)" in README


class TestBenchmarks:
    def test_own_extractor(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The example of an own extractor prints a table with it."""
        [code] = blocks_of(BENCHMARKS, "python")
        exec(code, {})  # noqa: S102
        assert re.search(r"^mine +1\.000", capsys.readouterr().out, re.MULTILINE)

    def test_keys(self) -> None:
        """Every key of a page is in the table."""
        table = BENCHMARKS.split("## On public sets")[0]
        assert set(SetPage.__struct_encode_fields__) <= set(re.findall(r"`(\w+)`", table))


class TestProfiles:
    def test_library(self, folder: Path) -> None:
        """The example takes the profile of the folder."""
        [code] = blocks_of(PROFILES, "python")
        page = (folder / "page.html").read_text(encoding="utf-8")
        names: dict[str, Any] = {"page": page}
        exec(code, names)  # noqa: S102
        assert names["article"].metadata.profile == "example.org"

    def test_directives(self) -> None:
        """The table of directives holds what the importer knows, and the limit is the real one."""
        table = PROFILES.split("## Rules of others")[1].split("## XPath")[0]
        assert set(re.findall(r"`(\w+)`", table)) >= IMPORTED
        assert f"{XPATH_SECONDS:g} s of processor time" in PROFILES

    def test_examples(self, tmp_path: Path) -> None:
        """The long profile is a whole one, the short one corrects the one that ships."""
        toml, correction = blocks_of(PROFILES, "toml")
        assert parse_profile(toml, "example.org.toml").timezone == "Europe/London"
        (tmp_path / "own.toml").write_text(correction, encoding="utf-8")
        corrected = load_profiles(tmp_path).get("kazpravda.kz")
        assert corrected.story.body
        assert len(corrected.keep) == 2

    def test_every_key(self) -> None:
        """Every key of a profile is in the table, and no other."""
        table = PROFILES.split("## Keys")[1].split("## Reasons")[0]
        named = set(re.findall(r"`([\w.]+)`", table))
        keys = {*SiteProfile.__struct_fields__, *Discovery.__struct_fields__}
        keys |= {*Fetch.__struct_fields__}
        keys |= {*Story.__struct_fields__, *Fields.__struct_fields__} - {"discovery", "story"}
        last = {name.rsplit(".", maxsplit=1)[-1] for name in named}
        assert keys - {"discovery", "fetch", "story", "fields"} - last == set()

    def test_every_reason(self) -> None:
        """Every reason that can remove a block is explained."""
        table = PROFILES.split("## Reasons")[1]
        named = set(re.findall(r"`(\w+)`", table))
        kept = {"story_text", "story_list", "between_story_text", "body_selector", "second_opinion"}
        assert {str(reason) for reason in Reason} - kept - {"picture"} <= named

    def test_shipped_profile_is_dated(self) -> None:
        """Every remark of a shipped profile says from when it is."""
        for path in (ROOT / "cleaners" / "sites" / "profiles").glob("*.toml"):
            remarks = tomllib.loads(path.read_text(encoding="utf-8"))["remarks"]
            assert all(re.match(r"\d{4}-\d{2}-\d{2}: ", remark) for remark in remarks)
