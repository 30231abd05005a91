"""What starts, starts quickly: heavy libraries wait until they are needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cleaners.judge
from tests.builders import PROSE

HEAVY = (
    "lxml", "trafilatura", "scrapy", "rich", "click", "dateparser", "selectolax",
    "numpy",
)  # fmt: skip
EXTRAS = (
    "apprise", "datatrove", "fsspec", "pandas", "psycopg", "pyarrow", "pyspark", "ray", "redis",
    "starlette", "uvicorn", "web_poet", "zyte_common_items",
)  # fmt: skip
MODEL = Path(cleaners.judge.__file__).parent / "markup_model.npz"


def loaded(code: str) -> set[str]:
    """The libraries that a fresh interpreter has loaded after this code."""
    return {name.partition(".")[0] for name in loaded_modules(code)}


def loaded_modules(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after this code."""
    report = "import sys; print('\\n' + ' '.join(sys.modules))"
    command = [sys.executable, "-c", f"{code}\n{report}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_a_public_name_loads_what_it_needs_and_nothing_else() -> None:
    """The steps wait for `clean`, and learning for whoever learns."""
    assert "cleaners.flow" not in loaded_modules("import cleaners\ncleaners.Limits")
    cleaning = loaded_modules("from cleaners import clean")
    assert "cleaners.flow" in cleaning
    assert "cleaners.learner" not in cleaning


def test_public_names_are_listed_before_they_are_loaded() -> None:
    """A name that is none says so."""
    code = "import cleaners\nassert {*cleaners.__all__} <= {*dir(cleaners)}\ncleaners.clan"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "AttributeError: module 'cleaners' has no attribute 'clan'" in done.stderr


def test_importing_the_library_loads_nothing_heavy() -> None:
    """Not even its own HTML parser."""
    assert loaded("import cleaners").isdisjoint(HEAVY)


def test_library_and_commands_load_no_extra() -> None:
    """Whether it is installed or not."""
    commands = "cleaners.cli.clean_file, cleaners.cli.site_profile.group, crawler.cli.chistovik"
    assert loaded(f"import cleaners, {commands}").isdisjoint(EXTRAS)


def test_cleaning_plain_text_loads_no_parser() -> None:
    """Function words tell its language."""
    text = "\n\n".join(PROSE)
    heavy = loaded(f"import cleaners\ncleaners.clean({text!r})")
    assert heavy.isdisjoint({"lxml", "trafilatura", "selectolax", "scrapy"})


def test_cleaning_a_known_site_asks_nobody_else() -> None:
    """The profile is enough."""
    page = (
        f"<article><div class=article__body><p>{'Мост открыли и в среду, и в четверг. ' * 9}</div>"
    )
    code = f"import cleaners\ncleaners.clean({page!r}, 'https://kazpravda.kz/n/a/')"
    assert loaded(code).isdisjoint({"trafilatura", "lxml", "scrapy", "numpy"})


@pytest.mark.skipif(not MODEL.exists(), reason="the model is not trained yet")
def test_cleaning_a_clear_page_of_an_unknown_site_asks_nobody_else() -> None:
    """The classifier is sure enough."""
    story = "".join(f"<p>{first} {second}</p>" for first in PROSE for second in reversed(PROSE))
    menu = "".join(f"<a href=/{number}/>Раздел {number}</a>" for number in range(8))
    page = (
        "<title>Мост через Ишим открыт</title><meta property=og:title "
        f"content='Мост через Ишим открыт'><nav>{menu}</nav><main><article>"
        f"<h1>Мост через Ишим открыт</h1><div class=article-body>{story}</div></article></main>"
        f"<footer>{menu}</footer>"
    )
    code = f"import cleaners\ncleaners.clean({page!r}, 'https://unknown.example/n/a/')"
    found = loaded(code)
    assert "numpy" in found
    assert found.isdisjoint({"trafilatura", "lxml", "scrapy", "catboost"})


@pytest.mark.parametrize("module", ["clean_file", "site_profile.group"])
def test_asking_for_help_loads_nothing_heavy(module: str) -> None:
    """`click` alone."""
    code = (
        f"from cleaners.cli.{module} import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    )
    assert loaded(code).isdisjoint({"lxml", "trafilatura", "rich", "fastwarc", "scrapy", "numpy"})
