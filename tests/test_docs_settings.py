"""docs/settings.md: every setting stands there, with the value that it has."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import default_settings

from crawler import settings
from crawler.configuration import PREFIX
from fixtures.grown.serving import serving
from tests.crawler.crawls import PATIENCE, ROOT, Crawl, environment
from tests.test_docs import commands_of

TOLD = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
ROWS = {
    cells[0].strip("`"): cells[1:]
    for row in re.findall(r"^\| (`.*) \|$", TOLD, re.MULTILINE)
    if (cells := [cell.strip() for cell in row.split("|")])
}
# Classes and names: nobody sets them for one crawl.
STRUCTURE = re.compile(
    r"BOT_NAME|.*(MODULES?|MIDDLEWARES|PIPELINES|EXTENSIONS|HANDLERS|CLASS|QUEUE|FORMATTER|LEVEL|"
    r"ENCODING)|.*USER_AGENT"
)


def shown(value: object) -> str:
    """A value as the tables write it."""
    if isinstance(value, bool) or not isinstance(value, int | float | list):
        return str(value) or "–"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return f"{value:,}".removesuffix(".0")


OURS = {name for name in vars(settings) if name.startswith(PREFIX)}
CHANGED = {
    name
    for name in vars(settings)
    if name in default_settings.__all__ and not (STRUCTURE.fullmatch(name) and name != "LOG_LEVEL")
}


def test_every_setting_is_named() -> None:
    """Ours, and those of Scrapy that have another value here; no others."""
    assert set(ROWS) == OURS | CHANGED


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_defaults(name: str) -> None:
    """As the settings have them."""
    assert ROWS[name][0].strip("`") == shown(getattr(settings, name))


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_values_of_scrapy(name: str) -> None:
    """Ours beside its own."""
    ours, its = getattr(settings, name), getattr(default_settings, name)
    assert ROWS[name][:2] == [shown(ours), shown(bool(its) if isinstance(ours, bool) else its)]


@pytest.mark.slow
def test_a_test_server_is_crawled_without_pauses(tmp_path: Path) -> None:
    """The commands as shown, on a port of their own."""
    serve, crawl = commands_of(TOLD.replace("\\\n", ""))
    assert "fixtures.grown serve" in serve
    with serving("--articles", "20") as server:
        command = crawl.replace("http://127.0.0.1:8017", server.url)
        command = command.replace("output/test", str(tmp_path / "out")).partition(" ")[2]
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(command)], cwd=ROOT, env=environment(),
            capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
    crawled = Crawl(tmp_path / "out", done.returncode, done.stderr)
    assert crawled.returncode == 0, crawled.log
    assert len(crawled.articles) == 20
