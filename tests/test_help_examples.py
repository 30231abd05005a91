"""Every example that a help text shows is run."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from cleaners import load_profiles
from cleaners.cli.site_profile import edit
from cleaners.cli.site_profile.group import main as site_profile
from crawler.cli import check_site
from crawler.cli.chistovik import main
from tests.crawler.monitoring.runs import report
from tests.crawler.runs_on_disk import run_on_disk
from tests.intake.dump_files import Archive
from tests.replica_pages import BY_SLUG, STORIES, address, page_bytes
from tests.test_docs import folder, run_clean_file, run_site_profile

__all__ = ["folder"]  # the fixture

SLOW = ("repair", "--learn", "doctor")
# What comes from elsewhere, or goes to a place that no test may write to.
# The fleet needs a database: tests/crawler/fleet/test_fleet.py.
ELSEWHERE = ("curl ", "> ~/", "chistovik fleet ")


def commands(command: click.Command) -> Iterator[click.Command]:
    """Every command below one."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found)
    else:
        yield command


def examples() -> list[str]:
    """The lines of all help texts that show a command."""
    texts = [command.help or "" for command in commands(main)]
    shown = re.findall(
        r"^ *((?:chistovik|clean-file|site-profile|curl) .+)$", "\n".join(texts), re.M
    )
    return list(dict.fromkeys(shown))


def test_every_command_shows_an_example() -> None:
    """And says in its first line what it does."""
    for command in commands(main):
        assert re.search(r"^ *(?:chistovik|clean-file|site-profile) \S", command.help or "", re.M)
        assert command.get_short_help_str().strip(".")


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(example, marks=[pytest.mark.slow] * any(word in example for word in SLOW))
        for example in examples()
        if not any(word in example for word in ELSEWHERE)
    ],
)
@pytest.mark.usefixtures("folder")
def test_an_example_works(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a folder that has what it names."""
    command = example.split(" | ", maxsplit=1)[0].replace(
        "https://kazpravda.kz/n/...", "https://a.kz/n/1"
    )
    if command.startswith("clean-file"):
        _store_reports()
        run_clean_file(command)
    elif command.startswith("site-profile"):
        _run_site_profile(command, monkeypatch)
    else:
        _run_chistovik(shlex.split(command)[1:], monkeypatch)


def _run_site_profile(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if " repair " in command:
        pytest.skip("tests/cli/test_site_profile_repair.py runs it on a crawl that it needs")
    if not any(name in command for name in (" learn ", " check ", " edit ")):
        run_site_profile(command.split(" > ", maxsplit=1)[0])
        return
    command = command.replace("example.org", "kazpravda.kz")
    _write_pages()
    monkeypatch.setattr(edit, "_serve", lambda *_arguments, **_options: None)
    monkeypatch.setattr(edit, "find_spec", lambda _name: True)  # of the extra that serves
    result = CliRunner().invoke(site_profile, shlex.split(command.split(" > ")[0])[1:])
    # The replica has one layout, and the profile knows two: `check` says that, with status 1.
    assert result.exit_code == (" check " in command), result.output


def _run_chistovik(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stand_in(*given: object, **_options: object) -> int:
        asked.append(given)
        return 0

    def stop(*given: object) -> None:
        asked.append(given)
        raise SystemExit(0)

    asked: list[object] = []
    monkeypatch.setattr(subprocess, "call", stand_in)
    monkeypatch.setattr(check_site, "_run", stop)
    Path("sites.txt").write_text("https://example.org/\n")
    Path("example.org.toml").write_bytes(Path("profiles/example.org.toml").read_bytes())
    _store_reports()
    if words[0] == "versions":
        with run_on_disk(Path("output").absolute()) as disk:
            disk.store(words[1])
    words = [word.replace("/srv/chistovik/", "") for word in words]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert asked or result.stdout


def _write_pages() -> None:
    """Stories of one site, in each of the files that the examples name, and its profile."""
    pages = {address(BY_SLUG[slug]): page_bytes(slug) for slug in STORIES[:12]}
    archive = Archive(packed=True)
    lines = []
    for number, (url, (body, content_type)) in enumerate(pages.items()):
        archive.response(body, {"Content-Type": content_type}, url=url)
        html = body.decode(errors="replace")  # one of them is no UTF-8, and does no harm
        lines.append(json.dumps({"html": html, "url": url}))
        Path("saved", f"{number}.html").write_bytes(body)
    Path("crawl.warc.gz").write_bytes(archive.data())
    Path("output", "warc", "crawl.warc.gz").write_bytes(archive.data())
    Path("pages.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    Path("kazpravda.kz.toml").write_bytes(load_profiles().files["kazpravda.kz"].text.encode())


def _store_reports() -> None:
    """What a crawl of kazpravda.kz has left."""
    run = report(site="kazpravda.kz")
    for name in ("runs", "articles"):
        Path("output", name).mkdir(exist_ok=True)
    Path("output", "runs", f"{run.id}.json").write_text(run.to_json())
    Path("output", "articles", "a.txt").write_bytes(Path("dumps", "a.txt").read_bytes())
