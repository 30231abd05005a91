"""`clean-file --learn`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaners.cli import learn_sites
from cleaners.cli.clean_file import main
from tests.paper import HOST, page, paragraphs


def run(*arguments: object) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def articles(result: Result) -> list[dict[str, Any]]:
    """What stands on standard output."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def write(path: Path, *hosts: str, count: int = 5) -> Path:
    """JSON Lines with pages of each host."""
    lines = [
        json.dumps({"url": f"https://{host}/n/{number}", "html": page(number)})
        for host in hosts
        for number in range(count)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_pages_are_cleaned_with_what_they_taught(tmp_path: Path) -> None:
    """Host by host; the articles say so."""
    result = run(write(tmp_path / "pages.jsonl", HOST, "b.kz"), "--learn", "--jobs", 1)
    assert result.exit_code == 0
    found = articles(result)
    assert [article["metadata"]["profile"] for article in found] == [HOST] * 5 + ["b.kz"] * 5
    assert found[0]["articleBody"].split("\n\n") == paragraphs(0)
    assert "learned 2 of 2 sites without a profile" in result.stderr


def test_a_site_with_too_few_pages_is_judged_as_ever(tmp_path: Path) -> None:
    """By the generic rules."""
    result = run(write(tmp_path / "pages.jsonl", HOST, count=2), "--learn", "--jobs", 1)
    assert result.exit_code == 0
    assert "profile" not in articles(result)[0]["metadata"]


def test_a_known_site_is_not_learned(tmp_path: Path) -> None:
    """What a person wrote wins."""
    profiles = tmp_path / "profiles"
    profiles.mkdir()
    toml = f'host = "{HOST}"\nchecked = 2026-01-31\n[story]\nbody = ["div.page"]\n'
    (profiles / "a.toml").write_text(toml, encoding="utf-8")
    source = write(tmp_path / "pages.jsonl", HOST)
    result = run(source, "--learn", "--profiles", profiles, "--explain", "--jobs", 1)
    assert "learned 0 of 0 sites" in result.stderr
    rules = {block["rule"] for block in articles(result)[0]["removed"]}
    assert "outside story.body" in rules
    assert not any(rule.startswith("remove:") for rule in rules)


def test_pages_without_address_of_a_named_site(tmp_path: Path) -> None:
    """It needs no profile yet."""
    for number in range(4):
        (tmp_path / f"{number}.html").write_text(page(number), encoding="utf-8")
    result = run(tmp_path, "--learn", "--site", HOST, "--jobs", 1)
    assert articles(result)[0]["metadata"]["profile"] == HOST


def test_a_named_site_of_which_nothing_was_learned(tmp_path: Path) -> None:
    """Its pages are judged as ever."""
    (tmp_path / "one.html").write_text(page(1), encoding="utf-8")
    result = run(tmp_path / "one.html", "--learn", "--site", HOST, "--jobs", 1)
    assert result.exit_code == 0
    assert "profile" not in articles(result)[0]["metadata"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("-", "--learn"), "save it to a file"),
        (("a.html", "--learn", "--site", "none"), "choose one"),
    ],
)
def test_what_cannot_be(arguments: tuple[str, ...], why: str) -> None:
    """Wrong usage, told before anything is read."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert why in result.stderr


def test_of_too_many_sites_the_oldest_is_concluded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory stays bounded, and what it taught is not lost."""
    monkeypatch.setattr(learn_sites, "MOST_HOSTS", 1)
    result = run(write(tmp_path / "pages.jsonl", "a.kz", "b.kz", "c.kz"), "--learn", "--jobs", 1)
    assert "learned 3 of 3 sites" in result.stderr
