"""The recipes of docs/scheduling.md: units that systemd accepts, a crontab line that runs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

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


class _Recorder:
    """Stands in for what a scheduler gives: it keeps what it is called with."""

    def __init__(self, *arguments: object, **options: object) -> None:
        self.arguments, self.options = arguments, options
        MADE.append(self)

    def __enter__(self) -> _Recorder:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing to do."""


MADE: list[_Recorder] = []


def python_of(heading: str) -> str:
    """The Python of a recipe."""
    section = RECIPES.split(f"## {heading}\n")[1].split("\n## ")[0]
    (code,) = re.findall(r"```py\n(.*?)```", section, re.DOTALL)
    return str(code)


def airflow_command(monkeypatch: pytest.MonkeyPatch) -> str:
    """The command of the DAG, as a shell gets it."""
    MADE.clear()
    operators = "airflow.providers.standard.operators"
    for name in ("airflow", "airflow.providers", "airflow.providers.standard", operators):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    for name, member in ((f"{operators}.bash", "BashOperator"), ("airflow.sdk", "DAG")):
        module = ModuleType(name)
        setattr(module, member, _Recorder)
        monkeypatch.setitem(sys.modules, name, module)
    exec(compile(python_of("Airflow"), "dag.py", "exec"), {})  # noqa: S102  the recipe itself
    dag, task = MADE
    assert dag.options["schedule"] == "17 * * * *"
    return str(task.options["bash_command"])


def prefect_command(monkeypatch: pytest.MonkeyPatch) -> str:
    """The command of the flow."""
    module = ModuleType("prefect")
    module.flow = module.task = lambda function: function  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "prefect", module)
    names: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(python_of("Prefect"), "flow.py", "exec"), names)  # noqa: S102  the recipe itself
    called: list[Any] = []
    monkeypatch.setattr(subprocess, "run", lambda *given, **more: called.append((given, more)))
    names["chistovik"]()
    monkeypatch.undo()
    (((words,), options),) = called
    assert options["check"] is True
    return f"cd {options['cwd']} && {shlex.join(words)}"


@pytest.mark.slow
def test_the_command_of_airflow_and_prefect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the same one, and crawls what the list names."""
    command = prefect_command(monkeypatch)
    assert airflow_command(monkeypatch) == command
    (tmp_path / "sites.txt").write_text("http://kazpravda.kz/\n")
    program = f"{sys.executable} -m crawler.cli"
    command = command.replace("/srv/chistovik", str(tmp_path))
    command = command.replace(".venv/bin/chistovik", program)
    assert program in command
    with serving(load_site()) as server:
        environment = os.environ | server.proxied_environment() | {"PYTHONPATH": str(ROOT)}
        subprocess.run(
            ["/bin/sh", "-c", f"{command} -s CLOSESPIDER_ITEMCOUNT=1 {' '.join(IN_A_HURRY)}"],
            env=environment, capture_output=True, check=True,
        )  # fmt: skip
    assert list((tmp_path / "output" / "articles").rglob("*.json"))
