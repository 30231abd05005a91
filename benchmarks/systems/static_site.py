"""Pelican, a generator of static sites, serving the newsroom for as long as a block lasts."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.systems.newsroom import Newsroom, Story
from benchmarks.systems.pictures import write_pictures

# What `pelican-quickstart` asks for, its answers, and addresses by date.
_SETTINGS = """
SITENAME = {name!r}
SITEURL = {url!r}
TIMEZONE = {zone!r}
DEFAULT_LANG = "ru"
PATH = "content"
DEFAULT_PAGINATION = 10
FEED_ALL_ATOM = "feeds/all.atom.xml"
ARTICLE_URL = "{{date:%Y}}/{{date:%m}}/{{slug}}.html"
ARTICLE_SAVE_AS = ARTICLE_URL
THEME = {theme!r}
"""
_PAGE = "<html><head><title>{title}</title>{metas}</head><body>{body}</body></html>"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base's name
        """Say nothing: the crawl's own log names every request."""


class StaticSite:
    """A site that was generated, and is served."""

    def __init__(self, folder: Path, newsroom: Newsroom, url: str) -> None:
        self._folder, self._newsroom, self.url = folder, newsroom, url

    def switch_theme(self, theme: str) -> None:
        """Generate the same stories in another theme."""
        values = {"name": self._newsroom.name, "zone": self._newsroom.zone}
        settings = _SETTINGS.format(**values, url=self.url, theme=theme)
        (self._folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
        shutil.rmtree(self._folder / "output", ignore_errors=True)
        command = [sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", "output"]
        done = subprocess.run(
            command, cwd=self._folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"pelican failed: {done.stderr[-2000:]}")


@contextmanager
def serving(newsroom: Newsroom, folder: Path) -> Iterator[StaticSite]:
    """Fill and serve on a free port of loopback; `switch_theme` generates the pages."""
    content = folder / "content"
    (content / "pages").mkdir(parents=True)
    (content / "images").mkdir()
    write_pictures(newsroom, content / "images")
    for story in newsroom.stories:
        (content / f"{story.slug}.html").write_text(_source(story), encoding="utf-8")
    for page in newsroom.pages:
        (content / "pages" / f"{page.slug}.html").write_text(_source(page), encoding="utf-8")
    handler = partial(_Quiet, directory=str(folder / "output"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield StaticSite(folder, newsroom, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


def _source(story: Story) -> str:
    """A story as Pelican reads it; it knows no pages of a story."""
    body = ""
    for block in story.blocks():
        place = f"{{static}}/images/{block.picture}"
        body += block.html.replace(f"{{{block.picture}}}", place) if block.picture else block.html
    facts = {"slug": story.slug, "date": story.published, "authors": story.author,
             "category": story.section, "tags": ", ".join(story.tags)}  # fmt: skip
    metas = "".join(
        f'<meta name="{name}" content="{escape(value)}">' for name, value in facts.items() if value
    )
    return _PAGE.format(title=escape(story.headline), metas=metas, body=body)
