"""The wheel, installed by the pip that comes with Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from fixtures.replica.loading import load_site
from fixtures.replica.server import serving

ROOT = Path(__file__).parents[1]
STORY = (
    "<h1>Bridge opened</h1>" + "<p>The bridge over the canal was opened for all on Friday.</p>" * 4
)

pytestmark = pytest.mark.slow


DUMP = "Мост открыт\n\n140\n\nНовый мост через Ишим открыли в среду для всех машин.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with wheel and source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist"]
    subprocess.run([*build, "-d", str(folder)], cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def python(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the wheel; what it depends on is that of the tests."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = built.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "v")], check=True)
    python = folder / "v" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return python


def test_the_index_takes_both(built: Path) -> None:
    """Their metadata is sound, and the README is shown as it is meant."""
    pytest.importorskip("twine")
    files = [str(path) for path in built.iterdir() if path.suffix in (".whl", ".gz")]
    assert len(files) == 2
    check = [sys.executable, "-m", "twine", "check", "--strict", *files]
    subprocess.run(check, check=True, capture_output=True)


def test_it_has_every_file_of_the_packages(built: Path) -> None:
    """Models, words, profiles, styles, templates: whatever stands beside the code."""
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    there = {
        str(path.relative_to(ROOT))
        for package in ("cleaners", "crawler")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == there
    assert {Path(name).suffix for name in packed} >= {".py", ".npz", ".toml", ".css", ".jinja"}


def test_the_source_distribution_can_be_tested(built: Path) -> None:
    """It has tests, fixtures and documents, and nothing that a run has left."""
    (source,) = built.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    assert {"tests/test_flow.py", "docs/formats.md", "Makefile", "scrapy.cfg"} <= {*names}
    assert not [name for name in names if name.startswith(("output/", ".venv", ".git/"))]


def run(*command: str, cwd: Path, **variables: str) -> str:
    """What a command prints; its working directory holds no code of ours."""
    environment = os.environ | variables | {"PYTHONPATH": sysconfig.get_path("purelib")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_it_has_all_that_cleaning_needs(python: Path, tmp_path: Path) -> None:
    """Code, models, words and profiles."""
    (tmp_path / "a.html").write_text(STORY, encoding="utf-8")
    command = str(python.with_name("clean-file"))
    assert '"headline":"Bridge opened"' in run(command, "a.html", cwd=tmp_path)
    (tmp_path / "b.txt").write_text(DUMP, encoding="utf-8")
    assert '"viewCount":140' in run(command, "b.txt", cwd=tmp_path)
    where = run(str(python), "-c", "import cleaners; print(cleaners.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(python.parents[1])


def test_it_names_what_old_pips_do_not_find(python: Path) -> None:
    """Those before 24 do not recognise the extra by which justext asks for it."""
    (metadata,) = python.parents[1].rglob("chistovik-*.dist-info/METADATA")
    text = metadata.read_text(encoding="utf-8")
    assert re.search(r"^Requires-Dist: lxml[-_]html[-_]clean", text, re.MULTILINE)


def test_it_finds_nothing_wrong_with_itself(python: Path, tmp_path: Path) -> None:
    """Profiles and models are read, spiders are known."""
    assert "problem" not in run(str(python.with_name("chistovik")), "doctor", cwd=tmp_path)
    listing = (str(python), "-m", "scrapy", "list")
    spiders = run(*listing, cwd=tmp_path, SCRAPY_SETTINGS_MODULE="crawler.settings").split()
    assert spiders == ["kazpravda", "news", "old"]


def test_it_crawls_in_a_folder_of_its_own(python: Path, tmp_path: Path) -> None:
    """And writes there, a page of the report among it."""
    changes = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CLOSESPIDER_ITEMCOUNT=1")
    settings = [part for change in changes for part in ("-s", change)]
    command = (str(python.with_name("chistovik")), "crawl", "http://kazpravda.kz/", *settings)
    with serving(load_site()) as server:
        run(*command, cwd=tmp_path, **server.proxied_environment())
    assert list((tmp_path / "output" / "articles" / "kazpravda.kz").rglob("*.json"))
    assert list((tmp_path / "output" / "runs").glob("*.html"))
