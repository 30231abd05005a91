"""Programs that make plain text of pages: what a dump without markup was made by.

A library is imported, and a program started, when its renderer first runs.
"""

from __future__ import annotations

import shutil
import subprocess
import zlib
from collections.abc import Callable
from importlib.util import find_spec

from benchmarks.quality.values import SetPage

_LIMIT_S = 60  # that a program may take for a page


def render_resiliparse_main(html: str) -> str:
    """Resiliparse's main content, with its bullets «  • »: what large text corpora hold."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def render_resiliparse_whole(html: str) -> str:
    """Resiliparse's text of the whole page."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False, alt_texts=False))


def render_html_text(html: str) -> str:
    """html-text with its guessed layout (blank lines between paragraphs)."""
    import html_text

    return str(html_text.extract_text(html))


def render_inscriptis(html: str) -> str:
    """Inscriptis, which lays tables and lists out in columns."""
    from inscriptis import get_text

    return str(get_text(html)) if html.strip() else ""


STORY = "story"  # what stands in the name of a set in place of a renderer


def cut_story(page: SetPage) -> str:
    """No renderer: the story that a person found, up to some paragraph of it.

    Many dumps were cleaned before, or hold an excerpt; whoever judges lines has to have seen such.
    """
    lines = [line for line in (page.gold or "").splitlines() if line.strip()]
    count = 1 + zlib.crc32(page.id.encode()) % max(2 * len(lines), 1)  # every other one is whole
    return "\n\n".join(lines[:count])


def put_headline(page: SetPage, story: str) -> str:
    """A story below its headline, on every other page of which a headline is known."""
    title = " ".join((page.title or "").split())
    if not title or story.startswith(title) or zlib.crc32(page.id[::-1].encode()) % 2:
        return story
    return f"{title}\n\n{story}"


def render_lynx(html: str) -> str:
    """The text browser lynx, without its list of addresses."""
    return _pipe(html, "lynx", "-dump", "-nolist", "-stdin", "-force_html",
                 "-assume_charset=utf-8", "-display_charset=utf-8", "-width=1000")  # fmt: skip


def render_w3m(html: str) -> str:
    """The text browser w3m."""
    return _pipe(html, "w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8",
                 "-cols", "1000")  # fmt: skip


def _pipe(html: str, *command: str) -> str:
    done = subprocess.run(
        command, input=html.encode("utf-8", "replace"), capture_output=True, timeout=_LIMIT_S,
        check=True,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")


# Name, the library or program that it needs, the function.
_RENDERERS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("resiliparse-main", "resiliparse", render_resiliparse_main),
    ("resiliparse-whole", "resiliparse", render_resiliparse_whole),
    ("html-text", "html_text", render_html_text),
    ("inscriptis", "inscriptis", render_inscriptis),
    ("lynx", "lynx", render_lynx),
    ("w3m", "w3m", render_w3m),
)
_PROGRAMS = frozenset({"lynx", "w3m"})
RENDERERS = {name: function for name, _, function in _RENDERERS}
NAMES = tuple(RENDERERS)


def is_installed(name: str) -> bool:
    """Whether what a renderer needs is there. Raises `KeyError` for no renderer."""
    needed = {known: need for known, need, _ in _RENDERERS}[name]
    is_program = needed in _PROGRAMS
    return (shutil.which(needed) if is_program else find_spec(needed)) is not None
