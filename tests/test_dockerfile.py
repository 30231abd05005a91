"""The Dockerfile, read step by step: there is no Docker where the tests run."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STEPS = [
    tuple(line.split(" ", 1))
    for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
LOCK = ROOT / "requirements-run.lock"


def values(instruction: str) -> list[str]:
    """What stands behind an instruction, each time."""
    return [step[1] for step in STEPS if step[0] == instruction]


def locked(path: Path) -> dict[str, str]:
    """Names and versions of a lock."""
    return dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_it_is_read_as_a_whole() -> None:
    """One instruction a line, each of those that Docker knows."""
    known = {"FROM", "WORKDIR", "RUN", "COPY", "ENV", "USER", "ENTRYPOINT", "CMD"}
    assert {instruction for instruction, _ in STEPS} == known
    assert STEPS[0][0] == "FROM"


def test_its_base_is_named() -> None:
    """Small, and of a version that the project supports."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    supported = [
        line.rsplit(" ", 1)[1] for line in pyproject["project"]["classifiers"] if "3." in line
    ]
    for base in values("FROM"):
        match = re.match(r"python:(3\.\d+)-slim", base)
        assert match is not None
        assert match[1] in supported


def test_nobody_is_root() -> None:
    """From the last stage on, before anything is started."""
    names = [instruction for instruction, _ in STEPS]
    last = len(names) - 1 - names[::-1].index("FROM")
    stage = names[last:]
    assert stage.index("USER") < stage.index("ENTRYPOINT")
    (user,) = values("USER")
    assert int(user) > 0
    assert any(f"useradd --uid {user} " in step for step in values("RUN"))


def test_what_is_copied_is_there_and_reaches_the_builder() -> None:
    """`.dockerignore` lets it pass, and nothing else."""
    copied = {
        source
        for value in values("COPY")
        if not value.startswith("--from")
        for source in shlex.split(value)[:-1]
    }
    assert all((ROOT / source).exists() for source in copied)
    assert IGNORED.count("*") == 1
    assert {name.removeprefix("!") for name in IGNORED if name.startswith("!")} == copied


def test_what_is_installed_is_pinned_with_hashes() -> None:
    """By pip itself; the package of this checkout alone has no hash."""
    installs = [step for step in values("RUN") if " pip install " in step]
    assert all("--no-deps" in step for step in installs)
    assert [("--require-hashes" in step, step.endswith(" .")) for step in installs] == [
        (True, False),
        (False, True),
    ]
    text = LOCK.read_text(encoding="utf-8")
    hashed = re.findall(r"^\S+==.*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(hashed) == len(re.findall(r"^\S", text, re.MULTILINE))


def test_the_lock_has_every_dependency_in_the_versions_that_are_tested() -> None:
    """And what builds the package."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["notify"]]
    needed += [*groups["image"], *pyproject["build-system"]["requires"]]
    names = {re.split(r"[<>=\[ ]", line)[0].lower().replace("_", "-") for line in needed}
    run, tested = locked(LOCK), locked(ROOT / "requirements.lock")
    assert names <= run.keys()
    assert {name: tested.get(name, version) for name, version in run.items()} == run


@pytest.mark.slow
def test_its_own_step_installs_the_command(tmp_path: Path) -> None:
    """The last `pip install`, in a folder with what reaches the builder; dependencies are ours."""
    build = tmp_path / "src"
    build.mkdir()
    for name in (name.removeprefix("!") for name in IGNORED if name.startswith("!")):
        (build / name).symlink_to(ROOT / name)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "v"], check=True)
    step = next(step for step in values("RUN") if step.endswith(" ."))
    command = [word.replace("/opt/chistovik", str(tmp_path / "v")) for word in shlex.split(step)]
    environment = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib"), "PIP_NO_INDEX": "1"}
    subprocess.run(command, cwd=build, env=environment, check=True, capture_output=True)
    [entry] = values("ENTRYPOINT")
    [told] = values("CMD")
    words = [str(tmp_path / "v" / "bin" / entry.strip('[]"')), told.strip('[]"')]
    done = subprocess.run(
        words, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    assert "Commands:" in done.stdout
    assert fnmatch(done.stdout, "Usage: chistovik *")
