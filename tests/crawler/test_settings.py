"""The settings as a running crawl has them."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.cmdline import execute
from scrapy.crawler import Crawler
from scrapy.settings import Settings, default_settings

from crawler import configuration
from crawler import settings as module
from crawler.addon import Cleaning
from crawler.configuration import OLD_NAMES, PREFIX, old_name_problem, user_agent
from crawler.extensions.crawl_delay import MAX_DELAY_SECONDS
from crawler.spiders.kazpravda import KazpravdaSpider
from tests.crawler.crawls import ROOT

SOURCE = Path(module.__file__).read_text(encoding="utf-8")


def running(**overrides: str) -> Settings:
    """What `scrapy crawl kazpravda -s …` runs with."""
    settings = Settings()
    settings.setmodule(module, priority="project")
    settings.setdict(overrides, priority="cmdline")
    return Crawler(KazpravdaSpider, settings).settings


def test_every_name_is_known_to_scrapy_or_ours() -> None:
    """A misspelt setting would do nothing and say nothing."""
    ours = {name for name in vars(module) if name.isupper()} - set(default_settings.__all__)
    assert {name for name in ours if not name.startswith(PREFIX)} == set()
    used = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "crawler").glob("*/*.py"))
    used += inspect.getsource(configuration) + SOURCE
    assert {name for name in ours if len(re.findall(rf"\b{name}\b", used)) < 2} == set()


@pytest.mark.parametrize("name", OLD_NAMES)
def test_an_old_name_is_answered_with_the_new_one(name: str) -> None:
    """It would do nothing; the new one is a setting of ours."""
    assert (
        old_name_problem(running(**{name: "1"}))
        == f"the setting {name} is called {PREFIX}{name} now"
    )
    assert hasattr(module, PREFIX + name)
    assert old_name_problem(running()) is None


def test_an_add_on_looks_at_its_own_settings_alone() -> None:
    """`OUTPUT_DIR` may be a setting of the project that it is added to."""
    Cleaning().update_settings(Settings({"OUTPUT_DIR": "out"}))
    with pytest.raises(ValueError, match="SITE_PROFILES is called CHISTOVIK_SITE_PROFILES now"):
        Cleaning().update_settings(Settings({"SITE_PROFILES": "profiles"}))


def test_nothing_is_set_to_its_default() -> None:
    """What stands in the file is a difference."""
    for name in set(default_settings.__all__) & vars(module).keys():
        assert getattr(module, name) != getattr(default_settings, name), name


def test_every_setting_has_a_reason() -> None:
    """Behind a value or inside its table."""
    lines = SOURCE.splitlines()
    for node in ast.parse(SOURCE).body:
        if isinstance(node, ast.Assign):
            text = "\n".join(lines[node.lineno - 2 : node.end_lineno])
            assert re.search(r"# \w", text), lines[node.lineno - 1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOTSTXT_OBEY", True),
        ("AUTOTHROTTLE_ENABLED", True),
        ("COOKIES_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("REMOTE_CONTROL_ENABLED", False),
        ("TELNETCONSOLE_ENABLED", False),
        ("METAREFRESH_ENABLED", False),
    ],
)
def test_switches(name: str, value: bool) -> None:
    """Safe and polite, unlike Scrapy's defaults."""
    assert running().getbool(name) is value


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("DOWNLOAD_MAXSIZE", 1 << 20, 32 << 20),
        ("DOWNLOAD_WARNSIZE", 1 << 20, 16 << 20),
        ("DOWNLOAD_DELAY", 0.5, 5),
        ("AUTOTHROTTLE_START_DELAY", 1, 10),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1, 2),
        ("DOWNLOAD_TIMEOUT", 10, 60),
        ("DNS_TIMEOUT", 5, 30),
        ("REDIRECT_MAX_TIMES", 3, 10),
        ("DEPTH_LIMIT", 5, 20),
        ("CLOSESPIDER_PAGECOUNT", 1000, 100_000),
        ("CLOSESPIDER_ERRORCOUNT", 1, 100),
        ("CHISTOVIK_WORKERS", 1, 4),
    ],
)
def test_numbers(name: str, least: float, most: float) -> None:
    """In the range of the sensible."""
    assert least <= running().getfloat(name) <= most


def test_only_the_web_is_fetched() -> None:
    """No files, no data addresses, no ftp, no s3."""
    handlers = running().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}


def test_the_contact_comes_from_the_command_line() -> None:
    """`-s CHISTOVIK_CONTACT=…` reaches the user agent; `-s USER_AGENT=…` still wins."""
    contact = "https://example.org/bot"
    assert running(CHISTOVIK_CONTACT=contact)["USER_AGENT"] == user_agent(contact)
    assert running(USER_AGENT="Other/1")["USER_AGENT"] == "Other/1"


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "a) (b", "почта"])
def test_a_strange_contact_breaks_no_header(contact: str) -> None:
    """One line of ASCII with one pair of brackets."""
    agent = user_agent(contact)
    assert agent.isascii()
    assert agent.isprintable()
    assert agent.count("(") == agent.count(")") == 1


def test_crawl_delay_has_an_upper_bound() -> None:
    """A robots.txt can slow a crawl down, not stop it for ever."""
    assert MAX_DELAY_SECONDS <= 60


def scrapy(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """Run Scrapy's command line in this process; returns its exit code."""
    monkeypatch.chdir(ROOT)
    settings = Settings()
    settings.setmodule(module, priority="project")
    with pytest.raises(SystemExit) as ended:
        execute(["scrapy", *arguments], settings)
    return ended.value.code


def test_there_are_three_spiders(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`scrapy list` shows them and nothing else."""
    assert scrapy(monkeypatch, "list") == 0
    assert capsys.readouterr().out.split() == ["kazpravda", "news", "old"]


MISSING = "an address to start from is missing; write -a url=https://example.org/"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["news"], f"news: {MISSING}"),
        (["news", "-a", "url="], f"news: {MISSING}"),
        (
            ["kazpravda", "-a", "url=kazpravda.kz"],
            "kazpravda: url=kazpravda.kz is no web address; write -a url=http://kazpravda.kz/",
        ),
        (
            ["kazpravda", "-a", "ulr=http://kazpravda.kz/"],
            "kazpravda knows no argument 'ulr'; write -a url=http://kazpravda.kz/",
        ),
        (
            ["news", "-a", "url=http://a.kz/", "-s", "CHISTOVIK_SITE_PROFILES=/nowhere"],
            "CHISTOVIK_SITE_PROFILES: /nowhere: No such file or directory; name a folder",
        ),
        (
            ["news", "-a", "url=http://a.kz/", "-s", "OUTPUT_DIR=/srv/news"],
            "the setting OUTPUT_DIR is called CHISTOVIK_OUTPUT_DIR now",
        ),
        (["news", "-a", "_job=scrapyd-names-its-job"], f"news: {MISSING}"),
        (
            ["news", "-a", "url=http://a.kz/", "-s", "CHISTOVIK_NOTIFY=desk@example.org"],
            "CHISTOVIK_NOTIFY: address 1 is none that apprise knows",
        ),
        (
            ["kazpravda", "-a", "since=2025-06-31"],
            "kazpravda: since=2025-06-31 is no day; write -a since=2025-05-31",
        ),
        (
            ["kazpravda", "-a", "follow=all"],
            "kazpravda: follow=all is unknown; write -a follow=articles, or leave it out",
        ),
        (["pravda"], "there is no spider 'pravda'; there are: kazpravda, news, old"),
    ],
)
def test_a_wrong_argument_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    """Usage error, exit code 2, no traceback."""
    assert scrapy(monkeypatch, "crawl", *arguments) == 2
    shown = capsys.readouterr().err
    assert shown.splitlines()[-1].endswith(f"error: {sentence}")
    assert "Traceback" not in shown


def test_the_package_and_its_workers_need_no_scrapy() -> None:
    """Neither `import crawler` nor a cleaning process loads the framework."""
    code = "import crawler.pipelines.cleaning_worker, sys; print('scrapy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
