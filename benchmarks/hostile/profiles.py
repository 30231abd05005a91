"""Site profiles that are wrong, or made to be slow; each is loaded and used on a page."""

from __future__ import annotations

from benchmarks.hostile.values import STORY, HostileInput, Kind

USED, REFUSED = "profile", "ProfileError"

_BASE = 'host = "a.example"\nchecked = 2026-01-31\n'


def _body(*selectors: str) -> str:
    listed = ", ".join(f"'''{selector}'''" for selector in selectors)
    return f"{_BASE}[story]\nbody = [{listed}]\n"


_GOOD = {
    "10,000 selectors": _body(*(f"div.a{n}" for n in range(10_000)), "article"),
    "a selector of 500 steps": _body("div " * 500 + "p", "article"),
    "500 removals": _body("article") + "[[remove]]\nselect = ['.a']\n" * 500,
    "an XPath that looks everywhere": _body("xpath://*[.//*[.//*[.//*[.='x']]]]", "article"),
    "an XPath of 300 predicates": _body("xpath://p[.='x']" + "[1]" * 300, "article"),
    "NUL in a selector": _BASE + '[story]\nbody = ["div\\u0000", "article"]\n',
    "an XPath that counts all": _body("xpath://*[count(//*) < 0]", "article"),
    "lines of 100,000 characters": _body("article") + f"[[repeated]]\ntext = '{'a ' * 50_000}'\n",
}
_WRONG = {
    "no TOML": "host = ",
    "10,000 nested lists": "a = " + "[" * 10_000,
    "10,000 nested tables": "a = " + "{a=" * 10_000,
    "a key of 1 MB": f"{'k' * 1_000_000} = 1\n{_BASE}",
    "an unknown key": _BASE + "hots = 1\n",
    "values of other types": "host = 7\nchecked = 'soon'\n",
    "a host with a path": 'host = "../../etc"\nchecked = 2026-01-31\n',
    "a zone that is a path": _BASE + 'timezone = "../../../etc/passwd"\n',
    "an XPath that reads files": _body("xpath:document('/etc/passwd')"),
    "an XPath with a variable": _body("xpath://p[$a]"),
    "an XPath that nobody closes": _body("xpath:" + "(" * 10_000),
    "a selector that nobody closes": _body("div:not(" * 3_000),
    "a selector of brackets": _body("[" * 10_000),
    "a pattern that nobody closes": _BASE + "[discovery]\narticle = '((((a'\n",
}


def _profile(name: str, toml: str, outcome: str) -> HostileInput:
    return HostileInput(
        group="profile", name=name, make=lambda: toml, kind=Kind.PROFILE, expected=outcome,
        story=STORY, seconds=10.0,
    )  # fmt: skip


INPUTS = (
    *(_profile(name, toml, USED) for name, toml in _GOOD.items()),
    *(_profile(name, toml, REFUSED) for name, toml in _WRONG.items()),
)
