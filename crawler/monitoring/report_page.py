"""The report of a run as one HTML page that needs neither network nor JavaScript."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from crawler.monitoring import charts
from crawler.monitoring.incidents import incidents
from crawler.monitoring.printable import printable, readable
from crawler.monitoring.run_report import PastRun, RunReport

# The list of earlier runs on the page; all of them lie in the same folder.
MAX_ROWS = 50
# Addresses in a group on the page; the JSON has all.
MAX_URLS = 20
MAX_STORIES = 100


def render_page(run: RunReport, history: Sequence[PastRun]) -> str:
    """The page; `history` are the earlier runs of the site, the newest first."""
    environment = Environment(
        loader=PackageLoader("crawler.monitoring", "."),
        autoescape=True,
        finalize=_printable,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "minute": _minute,
        "span": _span,
        "linkable": _linkable,
        "readable": readable,
    }
    style = files("crawler.monitoring").joinpath("report_page.css").read_text(encoding="utf-8")
    # This style alone is used by a browser: what a site says can bring no other, nor attributes.
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template("report_page.html.jinja").render(
        style=style,
        style_hash=f"sha256-{digest}",
        run=run,
        incidents=incidents(run.alarms, run.started, history),
        history=history[:MAX_ROWS],
        earlier=len(history),
        max_urls=MAX_URLS,
        max_stories=MAX_STORIES,
        days=charts.by_day(run.articles_by_day),
        undated=run.articles_by_day.get("", 0),
        sections=charts.by_section(run.articles_by_section),
        outcomes=charts.outcomes(run),
        coverage=charts.coverage(run),
        confidence=charts.confidence(run),
        speed=charts.speed(run),
        runs=charts.stored_by_run((run, *history)),
    )


def _printable(value: object) -> object:
    """Texts of the site without marks that turn the lines of the page around."""
    is_markup = hasattr(value, "__html__")  # it was escaped, and made printable, before
    return printable(value) if isinstance(value, str) and not is_markup else value


def _minute(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


def _span(length: timedelta) -> str:
    """A length of time without its fractions of a second."""
    return str(timedelta(seconds=round(length.total_seconds())))


def _linkable(url: str) -> bool:
    """Whether the page may link there: a site must not put a script behind a link of ours."""
    return url.startswith(("http://", "https://"))
