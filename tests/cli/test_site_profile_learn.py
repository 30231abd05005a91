"""`site-profile learn` and `check`, as a user sees them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.site_profile.group import main
from cleaners.cli.site_profile.learn import describe
from cleaners.sites.learning.adoption import Adoption
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import SiteProfile
from tests import layouts
from tests.paper import HOST, page, pages

BODY = "div.story-text"


def run(*arguments: object, data: str | None = None) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=data)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder of eight pages."""
    folder = tmp_path / "saved"
    folder.mkdir()
    for number, text in enumerate(pages(8)):
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    return folder


def records(path: Path, *hosts: str) -> Path:
    """JSON Lines with five pages of each host."""
    lines = [
        json.dumps({"url": f"https://www.{host}/n/{number}", "html": page(number)})
        for host in hosts
        for number in range(5)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def layout_records(path: Path, count: int) -> Path:
    """JSON Lines with pages of a generator's theme."""
    lines = [
        json.dumps({"url": layouts.story(number).url, "html": layouts.pelican(number)})
        for number in range(count)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class TestLearn:
    def test_without_output_the_profile_is_shown(self, saved: Path) -> None:
        """On standard output alone; one line on standard error says what was learned."""
        result = run("learn", saved, "--site", HOST)
        assert result.exit_code == 0
        assert parse_profile(result.stdout, "shown").story.body == (BODY,)
        assert f"{HOST}: from 8 stories: body {BODY} on 8 of 8" in result.stderr

    def test_what_is_left_out_is_told(self, tmp_path: Path) -> None:
        """With the fact, the number of stories, both values and an address."""
        result = run("learn", layout_records(tmp_path / "pages.jsonl", 6))
        first = layouts.story(0)
        assert (
            f"left out fields.authors: address: authors would be worse on 6 of 6 stories, "
            f"{first.author} → {first.author}, Pelican on {first.url}"
        ) in result.stderr

    def test_what_is_better_is_told(self) -> None:
        """With the number of stories."""
        profile = SiteProfile(host=HOST, checked=dt.date(2026, 1, 31))
        adoption = Adoption(profile, stories=6, better={"datePublished": 4}, rejected=())
        assert f"{HOST}: datePublished is better on 4 of 6 stories" in describe(adoption)

    def test_a_file(self, saved: Path, tmp_path: Path) -> None:
        """It is written whole."""
        result = run("learn", saved, "--site", HOST, "-o", tmp_path / "a.toml")
        assert (result.exit_code, result.stdout) == (0, "")
        assert parse_profile((tmp_path / "a.toml").read_text(), "a").story.body == (BODY,)

    def test_what_a_person_wrote_stays(self, saved: Path, tmp_path: Path) -> None:
        """With its comments."""
        path = tmp_path / "a.toml"
        path.write_text(f'# Ours.\nhost = "{HOST}"\nchecked = 2025-01-31\n', encoding="utf-8")
        run("learn", saved, "--site", HOST, "-o", path)
        assert path.read_text(encoding="utf-8").startswith("# Ours.\n")
        assert parse_profile(path.read_text(encoding="utf-8"), "a").story.body == (BODY,)

    def test_many_sites_a_file_each(self, tmp_path: Path) -> None:
        """Named after the hosts, which the addresses tell."""
        source = records(tmp_path / "pages.jsonl", "a.kz", "b.kz")
        assert run("learn", source, "-o", tmp_path / "profiles").exit_code == 0
        names = sorted(path.name for path in (tmp_path / "profiles").iterdir())
        assert names == ["a.kz.toml", "b.kz.toml"]

    def test_one_site_of_many(self, tmp_path: Path) -> None:
        """Pages of others are passed over."""
        source = records(tmp_path / "pages.jsonl", "a.kz", "b.kz")
        result = run("learn", source, "--site", "b.kz")
        assert parse_profile(result.stdout, "shown").host == "b.kz"
        assert "b.kz: from 5 stories" in result.stderr

    def test_standard_input(self, tmp_path: Path) -> None:
        """Read once, which is enough."""
        data = records(tmp_path / "pages.jsonl", "a.kz").read_text()
        assert run("learn", "-", data=data).exit_code == 0

    def test_too_few_pages(self, tmp_path: Path) -> None:
        """Exit status 1, and what that means."""
        (tmp_path / "one.html").write_text(page(1), encoding="utf-8")
        result = run("learn", tmp_path / "one.html", "--site", HOST)
        assert result.exit_code == 1
        assert "nothing; pages of the site will be judged by the generic rules" in result.stderr

    def test_a_source_that_is_not_there(self, saved: Path, tmp_path: Path) -> None:
        """The others are learned from all the same."""
        result = run("learn", tmp_path / "none.html", saved, "--site", HOST)
        assert result.exit_code == 1
        assert "none.html: there is no such file" in result.stderr
        assert parse_profile(result.stdout, "shown").story.body == (BODY,)


class TestRefusals:
    def test_pages_without_address(self, saved: Path) -> None:
        """It tells what to do, and does not tell it for every page."""
        result = run("learn", saved)
        assert result.exit_code == 1
        assert "name it with --site HOST" in result.stderr
        assert "5 more records without address" in result.stderr

    def test_two_sites_for_one_file(self, tmp_path: Path) -> None:
        """Nothing is written."""
        source = records(tmp_path / "pages.jsonl", "a.kz", "b.kz")
        result = run("learn", source, "-o", tmp_path / "a.toml")
        assert result.exit_code == 2
        assert "there are pages of a.kz and of b.kz" in result.stderr
        assert not (tmp_path / "a.toml").exists()

    def test_the_profile_of_another_site(self, saved: Path, tmp_path: Path) -> None:
        """It is left as it is."""
        path = tmp_path / "a.toml"
        path.write_text('host = "a.kz"\nchecked = 2025-01-31\n', encoding="utf-8")
        before = path.read_bytes()
        result = run("learn", saved, "--site", HOST, "-o", path)
        assert result.exit_code == 1
        assert "is the profile of a.kz" in result.stderr
        assert path.read_bytes() == before

    def test_a_file_that_is_no_profile(self, saved: Path, tmp_path: Path) -> None:
        """The key is named, the file left as it is."""
        path = tmp_path / "a.toml"
        path.write_text("hots = 1", encoding="utf-8")
        result = run("learn", saved, "--site", HOST, "-o", path)
        assert result.exit_code == 1
        assert "nothing was written" in result.stderr
        assert path.read_text() == "hots = 1"

    @pytest.mark.parametrize(
        ("output", "why"),
        [("gone/a.toml", "there is no folder"), ("file", "is a file"), ("dir.toml", "is a folder")],
    )
    def test_output_that_would_only_fail_at_the_end(
        self, saved: Path, tmp_path: Path, output: str, why: str
    ) -> None:
        """It fails at once."""
        (tmp_path / "file").touch()
        (tmp_path / "dir.toml").mkdir()
        result = run("learn", saved, "-o", tmp_path / output)
        assert result.exit_code == 2
        assert why in result.stderr


class TestCheck:
    @pytest.fixture
    def profile(self, saved: Path, tmp_path: Path) -> Path:
        """Learned from the saved pages."""
        run("learn", saved, "--site", HOST, "-o", tmp_path / "a.toml")
        return tmp_path / "a.toml"

    def test_a_line_a_page_and_a_line_a_selector(self, profile: Path, saved: Path) -> None:
        """And what all of it comes to."""
        result = run("check", profile, saved)
        assert result.exit_code == 0
        assert sum(line.endswith(".html") for line in result.stdout.splitlines()) == 8
        assert f"     8     8  story.body: {BODY}" in result.stdout
        assert "8 pages, 0 without a story, 0 not read; 0 selectors found nothing" in result.stdout

    def test_a_selector_that_finds_nothing(self, profile: Path, saved: Path) -> None:
        """Exit status 1, and the selector marked."""
        text = profile.read_text(encoding="utf-8")
        profile.write_text(text.replace("div.more", "div.gone"), encoding="utf-8")
        result = run("check", profile, saved)
        assert result.exit_code == 1
        assert "remove[0].select: div.gone   ← nothing" in result.stdout
        assert "1 selectors found nothing" in result.stdout

    def test_a_page_of_another_layout(self, profile: Path, tmp_path: Path) -> None:
        """The key that missed is named beside it."""
        (tmp_path / "old.html").write_text(page(1).replace("story-text", "old"), encoding="utf-8")
        result = run("check", profile, tmp_path / "old.html")
        assert "old.html   ← nothing for story.body" in result.stdout

    def test_facts_side_by_side(self, tmp_path: Path) -> None:
        """How often the same, better and worse; where they differ both values with the address."""
        source = layout_records(tmp_path / "pages.jsonl", 4)
        profile = tmp_path / "a.toml"
        profile.write_text(
            f'host = "{layouts.HOST}"\nchecked = 2026-03-31\n[fields]\nauthors = ["address"]\n',
            encoding="utf-8",
        )
        result = run("check", profile, source)
        assert result.exit_code == 1
        assert "     0       0      4  authors" in result.stdout
        assert "     4       0      0  headline" in result.stdout
        first = layouts.story(0)
        assert f"  {first.url}\n    generic  {first.author}\n" in result.stdout
        assert f"    profile  {first.author}, Pelican\n" in result.stdout
        assert "4 facts are worse" in result.stdout

    def test_a_line_that_was_learned_is_found(self, tmp_path: Path) -> None:
        """Wherever it stands: in a part that is removed as a whole, too."""
        source = layout_records(tmp_path / "pages.jsonl", 6)
        profile = tmp_path / "a.toml"
        profile.write_text(
            f'host = "{layouts.HOST}"\nchecked = 2026-03-31\n'
            '[story]\nbody = ["div.entry-content"]\n'
            '[[repeated]]\ntext = "links"\n[[repeated]]\ntext = "сводки"\n',
            encoding="utf-8",
        )
        result = run("check", profile, source)
        assert "     6     6  repeated[0].text: links" in result.stdout
        assert "     6     6  repeated[1].text: сводки" in result.stdout

    @pytest.mark.parametrize("text", [None, "hots = 1", b"\xff"])
    def test_a_file_that_is_no_profile(
        self, saved: Path, tmp_path: Path, text: str | bytes | None
    ) -> None:
        """Wrong usage, whatever is wrong."""
        path = tmp_path / "a.toml"
        if text is not None:
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = run("check", path, saved)
        assert result.exit_code == 2
        assert "a.toml" in result.stderr
