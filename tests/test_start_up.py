"""What starts, starts quickly: heavy libraries wait until they are needed."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("lxml", "trafilatura", "scrapy", "rich", "click", "py3langid", "dateparser", "selectolax")


def loaded(code: str) -> set[str]:
    """The libraries that a fresh interpreter has loaded after this code."""
    report = "import sys; print('\\n' + ' '.join({name.split('.')[0] for name in sys.modules}))"
    command = [sys.executable, "-c", f"{code}\n{report}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_importing_the_library_loads_nothing_heavy() -> None:
    """Not even its own HTML parser."""
    assert loaded("import cleaners").isdisjoint(HEAVY)


def test_cleaning_plain_text_loads_no_parser() -> None:
    """Function words tell its language."""
    text = (
        "Строители работали на переправе два года, хотя сначала надеялись управиться за один. " * 4
    )
    heavy = loaded(f"import cleaners\ncleaners.clean({text!r})")
    assert heavy.isdisjoint({"lxml", "trafilatura", "selectolax", "scrapy"})


def test_cleaning_a_known_site_asks_nobody_else() -> None:
    """The profile is enough."""
    page = (
        f"<article><div class=article__body><p>{'Мост открыли и в среду, и в четверг. ' * 9}</div>"
    )
    code = f"import cleaners\ncleaners.clean({page!r}, 'https://kazpravda.kz/n/a/')"
    assert loaded(code).isdisjoint({"trafilatura", "lxml", "scrapy"})


def test_asking_for_help_loads_nothing_heavy() -> None:
    """`click` alone."""
    code = (
        "from cleaners.cli.clean_file import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass"
    )
    assert loaded(code).isdisjoint({"lxml", "trafilatura", "rich", "fastwarc", "scrapy"})
