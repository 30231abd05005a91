"""The picture of the README that shows a terminal: `clean-file page.html`, drawn as SVG.

    python -m benchmarks.terminal --picture docs/terminal.svg

It is drawn from what the command prints; fonts are those of whoever looks at it, none is fetched.
"""

from __future__ import annotations

import argparse
import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from cleaners import Article, clean
from cleaners.cli.formats import Terminal
from cleaners.cli.terminal_view import view_article
from fixtures.replica.loading import load_site
from fixtures.replica.render import Pages
from fixtures.replica.routes import answer, parse_target

SLUG = "stipendii-dlya-molodyh-restavratorov"
COLUMNS, LINES = 88, 44
_FONTS = re.compile(r"@font-face \{\{.*?\}\}\n", re.DOTALL)


def story() -> Article:
    """The story of the README's first table."""
    url = f"http://kazpravda.kz/n/{SLUG}/"
    page = answer(Pages(load_site()), parse_target(url))
    return clean(page.body, url, content_type=dict(page.headers)["Content-Type"])


def picture(article: Article) -> str:
    """What a terminal shows of the article, from the top and from the bottom."""
    terminal = Terminal(columns=COLUMNS, has_colour=True)
    lines = view_article(article, terminal).split("\n")
    half = LINES // 2
    shown = lines if len(lines) <= LINES else [*lines[:half], "…", *lines[-half:]]
    console = Console(
        record=True,
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        _environ={},
    )
    console.print(Text(f"$ clean-file page.html --url {article.url}", style="bold"))
    console.print(Text.from_ansi("\n".join(shown)))
    return console.export_svg(
        title="clean-file",
        theme=DIMMED_MONOKAI,
        code_format=_FONTS.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, ", ""),
        unique_id="terminal",
    )


def main() -> None:
    """Draw it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", type=Path, required=True, metavar="FILE")
    path: Path = parser.parse_args().picture
    path.write_text(picture(story()), encoding="utf-8")
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
