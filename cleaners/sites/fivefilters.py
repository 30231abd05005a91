"""Rules of fivefilters/ftr-site-config as site profiles; each line left out is named with why."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cleaners.sites.fivefilters_files import Rule, host_of_file, read_rules
from cleaners.sites.profile import Fields, Removal, SiteProfile, Story
from cleaners.sites.selectors import LITERAL, XPATH_PREFIX, selector_problem

# Directives that become part of a profile: an XPath that may find texts, one that must find
# elements, and what is no XPath.
_FACTS = frozenset({"title", "author", "date"})
_PARTS = frozenset({"body", "strip"})
_TEXTS = frozenset({"strip_id_or_class", "strip_image_src", "test_url"})
IMPORTED = _FACTS | _PARTS | _TEXTS

_WHY_NOT = {
    "next_page_link": "stories over several pages are not joined",
    "single_page_link": "no other page is fetched",
    "single_page_link_in_feed": "no other page is fetched",
    "if_page_contains": "no other page is fetched",
    "find_string": "a profile changes no markup",
    "replace_string": "a profile changes no markup",
    "wrap_in": "a profile changes no markup",
    "move_into": "a profile changes no markup",
    "dissolve": "a profile changes no markup",
    "strip_attr": "an attribute holds no story text",
    "src_lazy_load_attr": "pictures are found without it",
    "http_header": "requests are the crawler's business",
    "requires_login": "requests are the crawler's business",
    "not_logged_in_xpath": "requests are the crawler's business",
    "login_uri": "requests are the crawler's business",
    "login_username_field": "requests are the crawler's business",
    "login_password_field": "requests are the crawler's business",
    "login_extra_fields": "requests are the crawler's business",
    "prune": "what else is no story is judged block by block",
    "tidy": "there is one parser for all pages",
    "parser": "there is one parser for all pages",
    "autodetect_on_failure": "where a selector finds nothing, the generic rules are used",
    "skip_json_ld": "head data never win over a profile",
    "native_ad_clue": "articles are not marked as advertisement",
    "test_contains": "a profile holds no expected text",
}

_PREDICATE = re.compile(r"\[[^\[\]]*\]")
_ENDS_IN_TEXT = re.compile(r"(?:@\s*[\w*-]+|text\s*\(\s*\))\s*(?:$|[|)])")
_RETURNS_TEXT = re.compile(
    r"(?:concat|name|local-name|normalize-space|string|substring|substring-before|substring-after|"
    r"translate)\s*\("
)


class LeftOut(msgspec.Struct, frozen=True):
    """A rule that is not part of the profile, and why."""

    rule: Rule
    why: str


class Imported(msgspec.Struct, frozen=True):
    """What became of a file: None for a profile that would say nothing."""

    profile: SiteProfile | None
    used: tuple[Rule, ...]
    left_out: tuple[LeftOut, ...]


class Skipped(msgspec.Struct, frozen=True):
    """A file that is left out as a whole; `failed` where somebody should look at it."""

    why: str
    failed: bool


def import_files(paths: list[Path], today: dt.date) -> Iterator[tuple[Path, Imported | Skipped]]:
    """What became of each file; of two files for one host the first counts."""
    first_of: dict[str, Path] = {}
    for path in paths:
        host = host_of_file(path.name)
        if host is None:
            yield path, Skipped("it is not named after a host", failed=False)
        elif (first := first_of.setdefault(host, path)) is not path:
            yield path, Skipped(f"{first.name} is for {host} as well", failed=True)
        else:
            yield path, _import_file(path, host, today)


def _import_file(path: Path, host: str, today: dt.date) -> Imported | Skipped:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return Skipped(error.strerror or str(error), failed=True)
    except UnicodeDecodeError as error:
        return Skipped(f"not UTF-8 at byte {error.start}", failed=True)
    return import_rules(text, host, path.name, today)


def import_rules(text: str, host: str, name: str, today: dt.date) -> Imported:
    r"""The profile that a rule file gives; `name` is the file, for the remark on where it is from.

    Several lines of one directive are alternatives: the first that finds something wins. All that
    a body finds belongs to the story.

    >>> found = import_rules("body: //main\ntidy: no", "a.kz", "a.kz.txt", dt.date(2026, 1, 31))
    >>> found.profile.story.body, found.left_out[0].why
    (('xpath://main',), 'there is one parser for all pages')
    """
    used: list[Rule] = []
    left_out: list[LeftOut] = []
    found: defaultdict[str, list[str]] = defaultdict(list)
    for rule in read_rules(text):
        if why := _problem(rule):
            left_out.append(LeftOut(rule, why))
        else:
            used.append(rule)
            found[rule.directive] += _values(rule)
    if found.keys() <= {"test_url"}:
        left_out += [LeftOut(rule, "nothing else of the file was imported") for rule in used]
        return Imported(None, (), tuple(sorted(left_out, key=lambda left: left.rule.number)))
    return Imported(_profile(found, host, name, today), tuple(used), tuple(left_out))


def _profile(
    found: defaultdict[str, list[str]], host: str, name: str, today: dt.date
) -> SiteProfile:
    def chosen(*directives: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for key in directives for value in found[key]))

    removed = chosen("strip", "strip_id_or_class", "strip_image_src")
    origin = f"{today}: imported from {name} of fivefilters/ftr-site-config, compared with no page"
    return SiteProfile(
        host=host,
        checked=today,
        remarks=(origin, *(f"{today}: try it on {url}" for url in chosen("test_url"))),
        story=Story(body=chosen("body"), all_matches=bool(found["body"])),
        remove=(Removal(select=removed),) if removed else (),
        fields=Fields(
            headline=chosen("title"), authors=chosen("author"), date_published=chosen("date")
        ),
    )


def _values(rule: Rule) -> list[str]:
    """What stands in the profile for a rule."""
    match rule.directive:
        case "strip_id_or_class":
            part = _css_string(rule.value)
            return [f"[class*={part}]", f"[id*={part}]"]
        case "strip_image_src":
            return [f"img[src*={_css_string(rule.value)}]"]
        case "test_url":
            return [rule.value]
        case _:
            return [XPATH_PREFIX + rule.value]


def _problem(rule: Rule) -> str | None:
    if not rule.directive:
        return "not of the form `directive: value`"
    if rule.directive not in IMPORTED:
        unknown = f"{rule.directive} is no directive that is known here"
        return _WHY_NOT.get(rule.directive, unknown)
    if not _unquoted(rule.value):
        return "there is nothing behind the colon"
    return None if rule.directive == "test_url" else _value_problem(rule)


def _value_problem(rule: Rule) -> str | None:
    if rule.directive in _PARTS and _finds_texts(rule.value):
        return "it finds attributes or pieces of text, and only elements can be kept or removed"
    problems = (selector_problem(selector) for selector in _values(rule))
    return next((problem for problem in problems if problem), None)


def _finds_texts(xpath: str) -> bool:
    """Whether one of its parts does; what stands in predicates is only looked at."""
    bare = LITERAL.sub("''", xpath)
    while (less := _PREDICATE.sub("", bare)) != bare:
        bare = less
    return bool(_ENDS_IN_TEXT.search(bare) or _RETURNS_TEXT.match(bare))


def _unquoted(value: str) -> str:
    """Quotation marks are no part of a name; those who wrote the rules put them anyway."""
    return value.replace('"', "").replace("'", "").strip()


def _css_string(value: str) -> str:
    escaped = _unquoted(value).replace("\\", "\\\\")
    return f"'{escaped}'"
