"""What holds for every page: each text is decided once, in order, always alike, and for good."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cleaners import Kind, NoMainContent, SiteProfile, clean
from cleaners.sites.parsing import parse_profile
from tests.builders import PROSE
from tests.replica_pages import STORIES, cleaned, each_mode
from tests.test_robust import ADDED, STORY, TEXTS

ROOT = Path(__file__).parents[1]
TOKEN = re.compile(r"знак\d+")
INLINE = ("b", "a", "span", "em", "strong", "time", "a href=/", "span class=author")
BLOCK = (
    *("p", "div", "section", "article", "li", "h1", "h2", "h4", "blockquote", "td", "figcaption"),
    *("aside", "nav", "header", "footer", "form", "main", "ul", "table", "tr", "figure"),
    *("div class=share", "div class=related", "div hidden", "p class=byline", "div class=story"),
)

BODIES = ("article", "div.story", "p", "td, li", "xpath://main", "div > div", "h1", "nothing")
REMOVALS = ("aside", ".share", "a", "xpath://ul/li[1]", "b, em", "article", "body", "nothing")

# A part of a page before its texts have numbers: a text, or a tag and what it holds.
Node = str | tuple[str, list["Node"]]
LINE = st.sampled_from(
    ["{}", "{} и {}", f"{{}} {PROSE[0]}", f"{PROSE[1]} {{}}", "Популярное {}", "Фото: {}", "© {}"]
)
NODES: st.SearchStrategy[Node] = st.recursive(
    LINE,
    lambda inner: st.tuples(st.sampled_from(INLINE + BLOCK), st.lists(inner, max_size=4)),
    max_leaves=25,
)


def markup(node: Node) -> str:
    """As a page has it."""
    if isinstance(node, str):
        return f" {node} "
    tag, inner = node
    return f"<{tag}>{''.join(map(markup, inner))}</{tag.split()[0]}>"


def numbered(text: str) -> str:
    """The text with a word of its own in each place that is left open."""
    numbers = count(1)
    return re.sub(r"{}", lambda _: f"знак{next(numbers)}", text)


def decided(data: str, profile: SiteProfile | None = None) -> tuple[list[str], list[str]]:
    """The numbered words of what is kept and of what is removed, each as it comes out."""
    try:
        article = clean(data, profile=profile)
    except NoMainContent as error:
        return [], TOKEN.findall(" ".join(decision.block.text for decision in error.decisions))
    kept = " ".join(block.text or "" for block in article.blocks)
    return TOKEN.findall(kept), TOKEN.findall(" ".join(part.text for part in article.removed))


def assert_decided_once(data: str, words: list[str], profile: SiteProfile | None = None) -> None:
    """Kept and removed together are these words, and each of the two keeps their order."""
    kept, removed = decided(data, profile)
    places = {word: place for place, word in enumerate(words)}
    assert sorted(kept + removed, key=lambda word: places[word]) == words
    assert kept == sorted(kept, key=lambda word: places[word])
    assert removed == sorted(removed, key=lambda word: places[word])


@given(st.lists(NODES, max_size=6))
def test_every_text_of_a_page_is_decided_once_and_in_order(nodes: list[Node]) -> None:
    """In the order of the parsed page: parsers move text that stands astray in a table."""
    page = numbered(f"<!doctype html><html><body>{''.join(map(markup, nodes))}</body></html>")
    body = LexborHTMLParser(page).body
    assert body is not None
    assert_decided_once(page, TOKEN.findall(body.text(separator=" ")))


@given(st.lists(NODES, max_size=6), st.sampled_from(BODIES), st.sampled_from(REMOVALS))
def test_every_text_is_decided_once_by_a_profile(
    nodes: list[Node], body: str, removal: str
) -> None:
    """Whatever its selectors find."""
    rules = f'[story]\nbody = ["{body}"]\n[[remove]]\nselect = ["{removal}"]\nreason = "share"\n'
    profile = parse_profile(f'host = "a.example"\nchecked = 2026-01-31\n{rules}', "a.example.toml")
    page = numbered(f"<!doctype html><html><body>{''.join(map(markup, nodes))}</body></html>")
    parsed = LexborHTMLParser(page).body
    assert parsed is not None
    assert_decided_once(page, TOKEN.findall(parsed.text(separator=" ")), profile)


@given(st.lists(LINE | ADDED, min_size=1, max_size=20), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_line_of_a_dump_is_decided_once_and_in_order(lines: list[str], end: str) -> None:
    """However lines are parted."""
    dump = numbered(end.join(["Мост {}", *lines]))
    assert_decided_once(dump, TOKEN.findall(dump))


@given(STORY)
def test_a_cleaned_dump_is_clean(story: list[str]) -> None:
    """To clean it again changes nothing."""
    once = clean("\n\n".join(["Мост через реку открыт", *story]))
    again = clean(f"{once.headline}\n\n{once.text}")
    assert (again.headline, again.text) == (once.headline, once.text)


@each_mode
def test_a_cleaned_page_is_clean(mode: str) -> None:
    """All pages of the replica but those with a table: plain text has no form for one."""
    for slug in STORIES:
        once = cleaned(slug, mode)
        if Kind.TABLE not in {block.kind for block in once.blocks}:
            again = clean(f"{once.headline}\n\n{once.text}")
            assert again.text == once.text, slug


@given(st.lists(NODES, max_size=6), st.lists(st.sampled_from(TEXTS), max_size=6))
def test_the_same_page_gives_the_same_result(nodes: list[Node], texts: list[str]) -> None:
    """Kept, removed, and why."""
    page = f"<!doctype html><body>{''.join(map(markup, nodes))}{'<p>'.join(texts)}</body>"
    assert outcome(page) == outcome(page)


def outcome(page: str) -> str:
    """All that comes out, as text."""
    try:
        return clean(page).to_json(explain=True)
    except NoMainContent as error:
        return repr(error.decisions)


@pytest.mark.slow
def test_every_process_gives_the_same_result() -> None:
    """The order of Python's sets differs from process to process; that of a result does not."""
    code = (
        "from tests.replica_pages import MODES, STORIES, cleaned\n"
        "for slug in STORIES:\n"
        "    for mode in MODES:\n"
        "        print(cleaned(slug, mode).to_json(explain=True))\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(found) == 1
