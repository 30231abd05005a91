"""Who may import whom; read from the source, so that lazy imports count too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cleaners

ROOT = Path(__file__).parent.parent
STEPS = {"intake", "markup", "plaintext", "judge", "fields"}
ROOMS = {"labels", "reading", "sites"}
SHARED_MODULES = {"addresses", "files", "packing"}  # of `cleaners`, for the crawler as well

# Where each library of others is at home; the rest of the house does without it.
HOMES = {
    "numpy": {
        *("judge/classifier.py", "judge/forest.py", "judge/model.py"),
        *("judge/measure/belief.py", "judge/measure/evidence.py", "judge/measure/names.py"),
        *("judge/measure/neighbours.py", "judge/measure/opinion.py", "judge/measure/page.py"),
        *("judge/measure/place.py", "judge/measure/text.py", "judge/measure/whole.py"),
        *("judge/lines/belief.py", "judge/lines/classifier.py", "judge/lines/measure.py"),
        *("judge/lines/model.py", "judge/lines/place.py", "judge/lines/whole.py"),
        "judge/lines/words.py",
    },
    "lxml": {"markup/xpath_child.py", "sites/selectors.py"},
    "selectolax": {
        "intake/markup_limits.py",
        *("markup/head.py", "markup/jsonld.py", "markup/outline.py", "markup/html_page.py"),
        "markup/segment.py",
        *("markup/sited.py", "markup/tables.py", "markup/tree.py", "markup/page_urls.py"),
        "markup/observe.py",
        *(
            "markup/date_search.py",
            "markup/body_facts.py",
            "markup/vocabulary.py",
            "sites/selectors.py",
        ),
    },
    "trafilatura": {"markup/opinion.py"},
    "fastwarc": {"intake/warc_pages.py", "intake/http_body.py"},
    "zstandard": {"packing.py", "cli/article_files.py"},
    "charset_normalizer": {"intake/encoding_guess.py"},
    "py3langid": {"reading/language.py"},
    "tomlkit": {"sites/writing.py"},
    "rich": {"cli/messages.py"},
    "click": {
        *("cli/clean_file.py", "cli/clean_sources.py", "cli/options.py", "cli/learn_sites.py"),
        *("cli/site_profile/learn.py", "cli/site_profile/check.py"),
        *("cli/site_profile/group.py", "cli/site_profile/show.py"),
        "cli/site_profile/import_fivefilters.py",
    },
}


def modules(package: str) -> list[Path]:
    """Every module of a package."""
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, at its top or within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms(path: Path) -> set[str]:
    """The rooms of `cleaners` that a module imports from."""
    parts = (name.split(".") for name in imports(path))
    return {part[1] for part in parts if part[0] == "cleaners" and len(part) > 1}


def id_of(path: Path) -> str:
    """Short and readable."""
    return str(path.relative_to(ROOT))


each_cleaners_module = pytest.mark.parametrize("path", modules("cleaners"), ids=id_of)


@each_cleaners_module
def test_the_library_knows_nothing_of_those_who_use_it(path: Path) -> None:
    """No Scrapy, no crawler, no tests."""
    strangers = {"crawler", "scrapy", "fixtures", "benchmarks", "tests", "twisted", "pytest"}
    assert strangers.isdisjoint(name.split(".")[0] for name in imports(path))


@each_cleaners_module
def test_libraries_of_others_have_few_homes(path: Path) -> None:
    """One that nobody listed has none."""
    place = path.relative_to(ROOT / "cleaners").as_posix()
    used = {name.split(".")[0] for name in imports(path)} & set(HOMES)
    assert {library for library in used if place not in HOMES[library]} == set()


@pytest.mark.parametrize(("library", "homes"), HOMES.items())
def test_every_home_is_lived_in(library: str, homes: set[str]) -> None:
    """A library that has left its home is struck off the list."""
    for home in homes:
        names = {name.split(".")[0] for name in imports(ROOT / "cleaners" / home)}
        assert library in names, home


@pytest.mark.parametrize("step", sorted(STEPS))
def test_no_step_knows_another(step: str) -> None:
    """They share values; only `flow.py` knows their order."""
    for path in modules(f"cleaners/{step}"):
        assert rooms(path) & (STEPS | {"cli", "flow"}) <= {step}, path


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_shared_rooms_know_no_step(room: str) -> None:
    """Nor the order of the steps."""
    for path in modules(f"cleaners/{room}"):
        assert rooms(path).isdisjoint(STEPS | {"cli", "flow"}), path


def test_only_the_flow_knows_several_steps() -> None:
    """It and its sisters for learning and checking; values and public names know none."""
    knowing = {
        path.name for path in (ROOT / "cleaners").glob("*.py") if not STEPS.isdisjoint(rooms(path))
    }
    assert knowing == {"flow.py", "learner.py", "checking.py"}


@pytest.mark.parametrize("path", modules("crawler"), ids=id_of)
def test_the_crawler_uses_public_names_alone(path: Path) -> None:
    """`from cleaners import X`, where X is one of `__all__`, and the shared modules."""
    names = {name for name in imports(path) if name.split(".")[0] == "cleaners"}
    shared = {name for name in names if name.split(".")[1] in SHARED_MODULES}
    assert names - shared <= {f"cleaners.{name}" for name in cleaners.__all__}


def test_public_names_are_there() -> None:
    """Sorted, each once."""
    assert list(cleaners.__all__) == sorted(set(cleaners.__all__))
    assert all(hasattr(cleaners, name) for name in cleaners.__all__)
