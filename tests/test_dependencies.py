"""`docs/dependencies.md` names what `pyproject.toml` installs; nothing else is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OWN = {"cleaners", "crawler"}
# What another dependency stands for: its types are part of that one's interface, or come with it.
BY_WAY_OF = {"parsel": "scrapy", "twisted": "scrapy", "playwright": "scrapy-playwright"}
FOR_TYPES_ALONE = {"typing-extensions"}


def plain(name: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> set[str]:
    """The distributions that requirements name."""
    return {plain(re.split(r"[^\w.-]", requirement)[0]) for requirement in requirements}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the page."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = page.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def imported() -> set[str]:
    """The distributions of all that the code imports."""
    modules: set[str] = set()
    for path in (path for package in OWN for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.split(".")[0])
    homes = packages_distributions()
    foreign = modules - OWN - sys.stdlib_module_names
    return {plain(homes.get(module, [module])[0]) for module in foreign}


EXTRAS = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]


@pytest.mark.parametrize(
    ("heading", "requirements"),
    [("Installed with Chistovik", PROJECT["dependencies"]), ("Extras", EXTRAS)],
)
def test_the_tables_name_every_dependency_and_no_other(
    heading: str, requirements: list[str]
) -> None:
    """In alphabetical order, no cell empty."""
    table = rows(heading)
    names = [row[0] for row in table]
    assert names == sorted(named(requirements))
    assert all(len(row) == 4 and all(row) for row in table)


def test_everything_imported_is_named() -> None:
    """What is imported only because something else happens to install it may be gone tomorrow."""
    found = {BY_WAY_OF.get(name, name) for name in imported()} - FOR_TYPES_ALONE
    assert found <= named([*PROJECT["dependencies"], *EXTRAS])


def test_the_lock_has_them_all() -> None:
    """`make lock` was run after the last change."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert named(PROJECT["dependencies"]) <= locked
