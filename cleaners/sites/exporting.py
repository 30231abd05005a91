"""Site profiles in the forms that other programs read: rules of fivefilters, OPML, plain CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from xml.sax.saxutils import quoteattr

import msgspec

from cleaners.sites.profile import SiteProfile
from cleaners.sites.selectors import XPATH_PREFIX, is_xpath

_AXIS = re.compile(r"(^|\| )descendant-or-self::")
# Facts whose elements are no text of the story: a reader that takes the body has to drop them.
_DROPPED = ("headline", "authors", "date_published", "view_count", "section", "tags", "breadcrumbs")
_FTR_FACTS = (("title", "headline"), ("author", "authors"), ("date", "date_published"))


class ExportForm(StrEnum):
    """Whose form."""

    FTR = "ftr"
    FRESHRSS = "freshrss"
    CSS = "css"


class Exported(msgspec.Struct, frozen=True):
    """The text for the other program, and sentences on what it can't say."""

    text: str
    left_out: tuple[str, ...]


def export_profile(profile: SiteProfile, form: ExportForm) -> Exported:
    """What the other form can say of a profile.

    The text is empty where it can't say the main thing: where the body is, and for OPML a feed.
    """
    left_out = [*_never_told(profile)]
    if form is ExportForm.FTR:
        return _as_rules(profile, left_out)
    body = _as_css(profile.story.body, "story.body", left_out)
    dropped = _as_css(_removed(profile), "remove", left_out)
    if form is ExportForm.CSS:
        text = f"/* {profile.host}: the story */\n{', '.join(body)}\n" if body else ""
        if text and dropped:
            text += f"/* what is removed from it */\n{', '.join(dropped)}\n"
        return Exported(text, tuple(left_out))
    if not profile.discovery.feeds:
        left_out.append("discovery.feeds: is missing; OPML lists feeds")
    text = _as_opml(profile, body, dropped) if body and profile.discovery.feeds else ""
    return Exported(text, tuple(left_out))


def _never_told(profile: SiteProfile) -> Iterator[str]:
    """Keys that no other form has a word for."""
    keys = {
        "labels": profile.labels,
        "story.ends": profile.story.ends,
        "repeated": profile.repeated,
        "keep": profile.keep,
    }
    return (f"{key}: only Chistovik knows lines" for key, values in keys.items() if values)


def _removed(profile: SiteProfile) -> tuple[str, ...]:
    parts = [selector for removal in profile.remove for selector in removal.select]
    facts = [selector for name in _DROPPED for selector in getattr(profile.fields, name)]
    return tuple(dict.fromkeys((*parts, *facts)))


def _as_rules(profile: SiteProfile, left_out: list[str]) -> Exported:
    """Lines `directive: XPath`, in a file that must be named after the host."""
    lines = [f"# {profile.host}: a site profile of Chistovik, checked {profile.checked}"]
    groups = [
        *((directive, getattr(profile.fields, name)) for directive, name in _FTR_FACTS),
        ("body", profile.story.body),
        ("strip", _removed(profile)),
    ]
    for directive, selectors in groups:
        xpaths = [_as_xpath(selector, left_out) for selector in selectors]
        lines += [f"{directive}: {xpath}" for xpath in xpaths if xpath]
    is_told = any(line.startswith("body: ") for line in lines)
    return Exported("\n".join(lines) + "\n" if is_told else "", tuple(left_out))


def _as_xpath(selector: str, left_out: list[str]) -> str:
    if is_xpath(selector):
        return selector.removeprefix(XPATH_PREFIX)
    # Imported here: whoever only cleans never needs it.
    from parsel import css2xpath

    try:
        return _AXIS.sub(r"\1//", css2xpath(selector))
    except (SyntaxError, RuntimeError):  # cssselect's errors; it knows less of CSS than we do
        left_out.append(f"{selector}: can't be said in XPath")
        return ""


def _as_css(selectors: tuple[str, ...], key: str, left_out: list[str]) -> list[str]:
    left_out += [f"{key}: {one} is XPath, and CSS is wanted" for one in selectors if is_xpath(one)]
    return [selector for selector in selectors if not is_xpath(selector)]


def _as_opml(profile: SiteProfile, body: list[str], dropped: list[str]) -> str:
    """OPML with the attributes of FreshRSS, which fetches each story and cuts it out."""
    site = f"https://{profile.host.removeprefix('*.')}"
    common = {
        "text": profile.host,
        "type": "rss",
        "htmlUrl": f"{site}/",
        "frss:cssFullContent": ", ".join(body),
    }
    if dropped:
        common["frss:cssContentFilter"] = ", ".join(dropped)
    feeds = "".join(
        f"    <outline {_attributes(common | {'xmlUrl': site + path})}/>\n"
        for path in profile.discovery.feeds
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<opml version="2.0" xmlns:frss="https://freshrss.org/opml">\n'
        f"  <head><title>{profile.host}</title></head>\n  <body>\n{feeds}  </body>\n</opml>\n"
    )


def _attributes(values: dict[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
