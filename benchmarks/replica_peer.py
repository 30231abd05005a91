"""What trafilatura alone keeps and loses on the pages of the replica, as tables.

The approved answer is each article's `expected.json`; a block counts as found when the folded
output holds its folded text. A line of output that holds no expected block was kept wrongly; the
table names it by the reason for which Chistovik removed it.

    python -m benchmarks.replica_peer
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import trafilatura

from cleaners import Article, clean
from fixtures.replica.loading import load_site
from fixtures.replica.render import Pages
from fixtures.replica.routes import answer, parse_target

SITE = "http://kazpravda.kz"
BODY = ("lead", "paragraph", "heading", "quote", "list_item", "table")
_MARKS = re.compile(r"[\s|•*#-]+")


class Case(NamedTuple):
    """One article, as page or as dump, with its approved answer."""

    body: bytes
    url: str | None
    expected: dict[str, Any]

    def markup(self) -> bytes | str:
        """The page; for a dump a page of paragraphs, since trafilatura wants markup."""
        if self.url:
            return self.body
        lines = filter(None, map(str.strip, decode_dump(self.body).splitlines()))
        return "".join(["<html><body>", *(f"<p>{html.escape(line)}</p>" for line in lines)])


def decode_dump(data: bytes) -> str:
    """The dumps of the replica are UTF-8, a few windows-1251."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1251")


class Tally(NamedTuple):
    """Expected blocks, found blocks by kind, and wrongly kept lines by reason."""

    expected: Counter[str]
    found: Counter[str]
    wrong: Counter[str]


def load_cases(*, dumps: bool) -> Iterator[Case]:
    """The articles of the replica that have a story, as pages or as plain-text dumps."""
    site = load_site()
    pages = Pages(site)
    for article in site.articles:
        expected = json.loads((article.folder / "expected.json").read_text(encoding="utf-8"))
        url = f"{SITE}{article.path}"
        if "blocks" not in expected:
            continue
        if dumps:
            yield Case((article.folder / "dump.txt").read_bytes(), None, expected)
        else:
            yield Case(answer(pages, parse_target(url)).body, url, expected)


def squeeze(text: str) -> str:
    """Text for comparison: no white space, no marks of lists and tables."""
    return _MARKS.sub("", text)


def score(text: str, case: Case, article: Article, tally: Tally) -> None:
    """Add one page to the tally."""
    blocks = [block for block in case.expected["blocks"] if block["kind"] in BODY]
    output = squeeze(text)
    for block in blocks:
        tally.expected[block["kind"]] += 1
        tally.found[block["kind"]] += squeeze(block["text"]) in output
    story = squeeze("".join(block["text"] for block in blocks))
    for line in filter(None, map(squeeze, text.splitlines())):
        if line not in story:
            tally.wrong[why_removed(line, article)] += 1


def why_removed(line: str, article: Article) -> str:
    """The reason of the removed block that a line came from."""
    for removed in article.removed:
        if squeeze(removed.text) and squeeze(removed.text) in line:
            return str(removed.reason)
    return "caption" if any(line in squeeze(b.text or "") for b in article.blocks) else "other"


def table(tallies: dict[str, Tally]) -> str:
    """A Markdown table: a row a kind of block lost, then a row a reason kept wrongly."""
    names = list(tallies)
    expected = tallies[names[0]].expected
    rows = [["", *names], ["---", *["---:"] * len(names)]]
    for kind in BODY:
        cells = [
            f"{t.expected[kind] - t.found[kind]} of {t.expected[kind]}" for t in tallies.values()
        ]
        rows += [[f"lost: {kind.replace('_', ' ')}", *cells]] if expected[kind] else []
    reasons = sorted({reason for tally in tallies.values() for reason in tally.wrong})
    for reason in reasons:
        cells = [str(tally.wrong[reason]) for tally in tallies.values()]
        rows.append([f"kept wrongly: {reason.replace('_', ' ')}", *cells])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def measure(*, dumps: bool) -> dict[str, Tally]:
    """Score trafilatura's default and Chistovik on every page or dump."""
    tallies = {
        name: Tally(Counter(), Counter(), Counter()) for name in ("trafilatura", "Chistovik")
    }
    for case in load_cases(dumps=dumps):
        article = clean(case.body, case.url)
        text = trafilatura.extract(case.markup()) or ""
        score(text, case, article, tallies["trafilatura"])
        score(article.text, case, article, tallies["Chistovik"])
    return tallies


def facts_table() -> str:
    """How many facts of the pages are right, for trafilatura's metadata and for Chistovik."""
    right: dict[str, Counter[str]] = {"trafilatura": Counter(), "Chistovik": Counter()}
    cases = list(load_cases(dumps=False))
    for case in cases:
        facts = trafilatura.extract(
            case.body, url=case.url, with_metadata=True, output_format="json"
        )
        theirs = json.loads(facts) if facts else {}
        expected = case.expected
        authors = "; ".join(author["name"] for author in expected.get("authors", ()))
        right["trafilatura"].update(
            {
                "headline": theirs.get("title") == expected["headline"],
                "authors": (theirs.get("author") or "") == authors,
                "day": theirs.get("date") == expected["datePublished"][:10],
                "time and zone": theirs.get("date") == expected["datePublished"],
                "view counter": False,
            }
        )
        ours = clean(case.body, case.url)
        right["Chistovik"].update(
            {
                "headline": ours.headline == expected["headline"],
                "authors": "; ".join(author.name for author in ours.authors) == authors,
                "day": (ours.date_published or "")[:10] == expected["datePublished"][:10],
                "time and zone": ours.date_published == expected["datePublished"],
                "view counter": ours.view_count == expected.get("viewCount"),
            }
        )
    rows = [["right", *right], ["---", "---:", "---:"]]
    rows += (
        [fact, *(f"{counter[fact]} of {len(cases)}" for counter in right.values())]
        for fact in right["Chistovik"]
    )
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    """Print the tables."""
    print(f"**Pages**\n\n{table(measure(dumps=False))}\n")
    print(f"**The same stories as plain-text dumps**\n\n{table(measure(dumps=True))}\n")
    print(f"**Facts of the pages**\n\n{facts_table()}")


if __name__ == "__main__":
    main()
