"""`site-profile import-fivefilters`, as a user sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners import load_profiles
from cleaners.cli.site_profile.group import main


def run(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["import-fivefilters", *map(str, arguments)])


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A collection of three files."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "a.kz.txt").write_text("\ufeffbody: //main\nprune: no\n", encoding="utf-8")
    (folder / ".a.kz.txt").write_text("strip: //aside\nstrip: //p[\n", encoding="utf-8")
    (folder / "global.txt").write_text("title: //h1\n", encoding="utf-8")
    return folder


def test_the_profiles_are_written(rules: Path, tmp_path: Path) -> None:
    """One for each host, ready for `--profiles`."""
    result = run(rules, "-o", tmp_path / "out")
    assert result.exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["_.a.kz.toml", "a.kz.toml"]
    profiles = load_profiles(tmp_path / "out")
    assert profiles.get("a.kz").story.body == ("xpath://main",)
    assert profiles.get("x.a.kz").remove[0].select == ("xpath://aside",)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "rules"]


def test_what_is_left_out_is_named_and_counted(rules: Path) -> None:
    """File, line, reason; a table at the end."""
    assert run(rules).stdout == (
        ".a.kz.txt:2: left out: strip: //p[  # 'xpath://p[' is no XPath 1.0\n"
        "a.kz.txt:2: left out: prune: no  # what else is no story is judged block by block\n"
        "global.txt: left out: it is not named after a host\n"
        "\n"
        "directive  imported  left out\n"
        "body              1         0\n"
        "strip             1         1\n"
        "prune             0         1\n"
        "all               2         2\n"
        "\n"
        "3 files, 2 profiles\n"
    )


def test_without_a_folder_nothing_is_written(rules: Path, tmp_path: Path) -> None:
    """One can look first."""
    before = sorted(tmp_path.rglob("*"))
    assert run(rules).exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_may_be_there(rules: Path, tmp_path: Path) -> None:
    """It is taken."""
    (tmp_path / "out").mkdir()
    assert run(rules, "-o", tmp_path / "out").exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_nothing_is_overwritten(rules: Path, tmp_path: Path) -> None:
    """Profiles that somebody wrote by hand may lie there."""
    result = run(rules, "-o", tmp_path)
    assert result.exit_code == 2
    assert "is not empty; name a new folder, then compare" in result.stderr


def test_a_folder_that_cannot_be_made_is_told(rules: Path, tmp_path: Path) -> None:
    """Before anything is read."""
    result = run(rules, "-o", tmp_path / "no" / "out")
    assert result.exit_code == 2
    assert f"there is no folder {tmp_path}/no" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("www.a.kz.txt", b"body: //p", "www.a.kz.txt: left out: a.kz.txt is for a.kz as well"),
        ("b.kz.txt", b"body: //\xe0", "b.kz.txt: left out: not UTF-8 at byte 8"),
    ],
)
def test_a_file_that_somebody_should_look_at(
    rules: Path, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    """It does not stop the others; exit status 1."""
    (rules / name).write_bytes(data)
    result = run(rules, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert message in result.stdout.splitlines()
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_folder_without_rules_is_wrong_usage(tmp_path: Path) -> None:
    """It is probably another one that was meant."""
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "has no file that ends in .txt" in " ".join(result.stderr.split())


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    """With its name."""
    assert "nowhere" in run(tmp_path / "nowhere").stderr
