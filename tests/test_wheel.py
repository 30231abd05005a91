"""The wheel, installed by the pip that comes with Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STORY = (
    "<h1>Bridge opened</h1>" + "<p>The bridge over the canal was opened for all on Friday.</p>" * 4
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the wheel; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "v")], check=True)
    python = folder / "v" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return python


def run(*command: str, cwd: Path) -> str:
    """What a command prints; its working directory holds no code of ours."""
    environment = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_it_has_all_that_cleaning_needs(python: Path, tmp_path: Path) -> None:
    """Code, models, words and profiles."""
    (tmp_path / "a.html").write_text(STORY, encoding="utf-8")
    command = str(python.with_name("clean-file"))
    assert '"headline":"Bridge opened"' in run(command, "a.html", cwd=tmp_path)
    where = run(str(python), "-c", "import cleaners; print(cleaners.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(python.parents[1])


def test_it_names_what_old_pips_do_not_find(python: Path) -> None:
    """Those before 24 do not recognise the extra by which justext asks for it."""
    (metadata,) = python.parents[1].rglob("chistovik-*.dist-info/METADATA")
    text = metadata.read_text(encoding="utf-8")
    assert re.search(r"^Requires-Dist: lxml[-_]html[-_]clean", text, re.MULTILINE)
