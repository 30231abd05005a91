"""The recipes of docs/scheduling.md: units that systemd accepts, a crontab line that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.commands.crawl import EXIT_ALARM
from fixtures.replica.loading import load_site
from fixtures.replica.server import serving
from tests.crawler.crawls import IN_A_HURRY, ROOT

RECIPES = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")
UNITS = sorted((ROOT / "docs" / "systemd").iterdir())
SYSTEMD_ANALYZE = shutil.which("systemd-analyze") or ""
SCRAPY = Path(sys.executable).parent / "scrapy"


def test_every_unit_is_explained() -> None:
    """In the table, and no other."""
    assert re.findall(r"^\| \[([\w@.-]+)\]\(systemd/", RECIPES, re.MULTILINE) == [
        "chistovik@.service",
        "chistovik@.timer",
        "chistovik-failed@.service",
    ]
    assert {unit.name for unit in UNITS} == set(
        re.findall(r"\(systemd/(chistovik[\w-]*@\.\w+)\)", RECIPES)
    )


@pytest.mark.skipif(not SYSTEMD_ANALYZE, reason="needs systemd")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """Where the project lies elsewhere, and the machine has no other units."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(
            "/srv/chistovik/.venv/bin/scrapy", str(SCRAPY)
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    names = [unit.name.replace("@.", "@kazpravda.") for unit in UNITS]
    done = subprocess.run(
        [SYSTEMD_ANALYZE, "verify", "--man=no", *names],
        cwd=tmp_path, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:"}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    # Units of the machine itself may have faults of their own.
    assert [line for line in done.stderr.splitlines() if "chistovik" in line] == []
    assert done.returncode == 0


def test_the_status_that_the_documents_name() -> None:
    """In recipes and units."""
    assert f"{EXIT_ALARM} when an alarm was raised" in RECIPES
    service = (ROOT / "docs" / "systemd" / "chistovik@.service").read_text(encoding="utf-8")
    assert f"Exit status {EXIT_ALARM} is an alarm" in service


@pytest.mark.slow
def test_cron_has_nothing_to_mail(tmp_path: Path) -> None:
    """The line as cron runs it, on the replica: a crawl in which all is well prints nothing."""
    [line] = re.findall(r"^(?:\S+ ){5}(cd .*)$", RECIPES, re.MULTILINE)
    command = line.replace("/srv/chistovik", str(ROOT)).replace(".venv/bin/scrapy", str(SCRAPY))
    to = ("-a", "url=http://kazpravda.kz/", "-s", f"CHISTOVIK_OUTPUT_DIR={tmp_path}")
    with serving(load_site()) as server:
        contact = {"CHISTOVIK_CONTACT": "mailto:you@example.org"}
        done = subprocess.run(
            ["/bin/sh", "-c", f"{command} {' '.join((*to, *IN_A_HURRY))}"],
            env=server.proxied_environment() | contact, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list((tmp_path / "runs").glob("*.html"))
