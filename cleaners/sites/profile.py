"""The site profile as values. A profile is a TOML file, see `docs/profiles.md`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import msgspec
from msgspec.structs import replace

from cleaners.decision import Reason
from cleaners.sites.selectors import is_xpath

Selector = Annotated[str, msgspec.Meta(min_length=1)]
Selectors = tuple[Selector, ...]

# In front of a host: every name that ends so, and not the host itself.
SUBDOMAINS = "*."


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the TOML file; an unknown key is an error."""


class Discovery(_Table, frozen=True):
    """Where articles are found. Addresses are paths on the host; patterns are searched in paths.

    `start` are the first pages, `listings` more pages with links to articles, `listing_links` the
    selectors of those links, `next_page` the link to the following listing page, `archives` the
    pages that list one day or month (`/archive/{yyyy}/{mm}/{dd}/`; `{date}` is a day in a form that
    the crawl finds out), `article` the pattern of an
    article's path, `follow` the pattern of paths that lead to listings.
    """

    start: tuple[str, ...] = ("/",)
    listings: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()
    listing_links: Selectors = ()
    next_page: Selectors = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    article: str = ""
    follow: str = ""


class Evidence(_Table, frozen=True):
    """What a learned line rests on.

    It held on `pages` of the `of` pages on which it could have. `agreement` (0…1) is how well a
    learned body agrees with the generic judgement, `parent` a selector of the element around a
    repeated text.
    """

    pages: int
    of: int
    agreement: float | None = None
    parent: str = ""


class Learned(_Table, frozen=True):
    """How the learned lines of a profile came to be.

    `stories` counts the pages that were learned from, versions of one story once; `versions` the
    pages left out as such; `judged` the pages that were judged, and not only counted; `compared`
    those whose facts were compared with and without the profile.
    """

    date: dt.date
    stories: int
    versions: int
    judged: int
    compared: int = 0


class Fetch(_Table, frozen=True):
    """How pages are fetched: with `browser` by one, for a site that shows nothing without."""

    browser: bool = False


class Story(_Table, frozen=True):
    """Where the story stands: `root` holds the headline and all, `body` the story text alone.

    With `all_matches` everything that the body's selector finds is story text, else the first.
    `ends` are lines of the body below which nothing is story, `linked_lines` says whether lines
    that are links and nothing else may be story. With `generic_facts` the facts come from the
    generic rules on the whole page. `learned` has the evidence of learned keys.
    """

    body: Selectors = ()
    root: Selectors = ()
    all_matches: bool = False
    ends: tuple[str, ...] = ()
    linked_lines: bool = True
    generic_facts: bool = False
    learned: dict[str, Evidence] = {}


class Removal(_Table, frozen=True):
    """Parts of the page which are no story wherever they stand."""

    select: Selectors
    reason: Reason = Reason.PROFILE_REMOVAL
    learned: Evidence | None = None


class Keep(_Table, frozen=True):
    """What is story wherever it stands, against every rule.

    `select` finds parts of a page, `text` a line in any case and with any numbers, `pattern` is a
    regular expression that is searched in a line; each speaks by itself.
    """

    select: Selectors = ()
    text: str = ""
    pattern: str = ""


class Repeated(_Table, frozen=True):
    """A line that the site repeats from page to page, in any case and with any numbers.

    With the reason `label` it takes the run of headlines below it along.
    """

    text: Annotated[str, msgspec.Meta(min_length=1)]
    reason: Reason = Reason.REPEATED
    learned: Evidence | None = None


class Fields(_Table, frozen=True):
    """Selectors of the facts; the first that finds something wins."""

    headline: Selectors = ()
    authors: Selectors = ()
    date_published: Selectors = ()
    view_count: Selectors = ()
    credit: Selectors = ()
    caption: Selectors = ()
    section: Selectors = ()
    tags: Selectors = ()
    breadcrumbs: Selectors = ()
    learned: dict[str, Evidence] = {}


FIELD_NAMES = tuple(name for name in Fields.__struct_fields__ if name != "learned")


class SiteProfile(_Table, frozen=True):
    """What is known of one host, or with `*.` in front of it of all its subdomains.

    `timezone` (IANA name) is used for dates that the page gives without a zone, `labels` are
    words that announce boilerplate on this site alone, `remarks` say where the facts come from,
    `learned` how those lines came to be that were learned from pages.
    """

    host: Annotated[str, msgspec.Meta(min_length=1)]
    checked: dt.date
    aliases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    timezone: str = ""
    remarks: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    discovery: Discovery = Discovery()
    fetch: Fetch = Fetch()
    story: Story = Story()
    remove: tuple[Removal, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    keep: tuple[Keep, ...] = ()
    fields: Fields = Fields()
    learned: Learned | None = None

    @property
    def says_anything(self) -> bool:
        """Whether it has rules for pages; a learned one may have none."""
        return bool(self.story.body or self.remove or self.repeated or self.labels or self.keep)

    @property
    def mark(self) -> str:
        """The host, and a number that is the same as long as its rules for pages are.

        >>> SiteProfile("a.kz", dt.date(2026, 1, 31)).mark
        'a.kz d905e156'
        """
        # Imported here: few programs need it, and it brings OpenSSL along.
        from hashlib import blake2b

        values = msgspec.to_builtins(self)
        rules = {key: values.get(key) for key in _RULES}
        digest = blake2b(msgspec.json.encode(_without_evidence(rules)), digest_size=4).hexdigest()
        return f"{self.host} {digest}"

    @property
    def tells_where_stories_are(self) -> bool:
        """Whether it has a table `discovery`; without one a crawl has to guess."""
        return self.discovery != Discovery()


_RULES = ("timezone", "languages", "labels", "story", "remove", "repeated", "keep", "fields")


def _without_evidence(value: Any) -> Any:
    """Tables and lists without the key `learned`."""
    if isinstance(value, dict):
        kept = {key: _without_evidence(one) for key, one in value.items() if key != "learned"}
        return {key: one for key, one in sorted(kept.items()) if one}
    return [_without_evidence(one) for one in value] if isinstance(value, list) else value


def is_for(profile: SiteProfile, host: str) -> bool:
    """Whether a host without `www.` is one of those that a profile speaks for.

    >>> is_for(SiteProfile("*.a.kz", dt.date(2026, 1, 31)), "news.a.kz")
    True
    """
    names = (profile.host, *profile.aliases)
    wider = tuple(name.removeprefix("*") for name in names if name.startswith(SUBDOMAINS))
    return host in {name.removeprefix("www.") for name in names} or host.endswith(wider)


def without_rules(profile: SiteProfile) -> SiteProfile:
    """What a profile says of its host, without its rules for pages."""
    return replace(profile, story=Story(), remove=(), repeated=(), keep=(), fields=Fields())


def iter_selectors(profile: SiteProfile) -> list[tuple[str, str]]:
    """Every selector of the profile with the key it stands under, in the order of the file."""
    tables: list[tuple[str, Any]] = [
        ("discovery", profile.discovery),
        ("story", profile.story),
        *((f"remove[{number}]", removal) for number, removal in enumerate(profile.remove)),
        *((f"keep[{number}]", keep) for number, keep in enumerate(profile.keep)),
        ("fields", profile.fields),
    ]
    return [
        (f"{table}.{field}", selector)
        for table, values in tables
        for field in _SELECTOR_FIELDS
        for selector in getattr(values, field, ())
    ]


def iter_lines(profile: SiteProfile) -> list[tuple[str, str]]:
    """Every line that the profile knows by its text, with the key it stands under."""
    repeated = [(f"repeated[{n}].text", line.text) for n, line in enumerate(profile.repeated)]
    kept = [(f"keep[{n}].text", keep.text) for n, keep in enumerate(profile.keep) if keep.text]
    return [("story.ends", line) for line in profile.story.ends] + repeated + kept


def list_xpaths(profile: SiteProfile) -> list[str]:
    """The selectors of story, removals and fields that are XPath, each once."""
    fields = profile.fields
    groups = (
        profile.story.root,
        profile.story.body,
        *(removal.select for removal in profile.remove),
        *(keep.select for keep in profile.keep),
        *(getattr(fields, name) for name in FIELD_NAMES),
    )
    found = (selector for group in groups for selector in group if is_xpath(selector))
    return list(dict.fromkeys(found))


_SELECTOR_FIELDS = (
    *("listing_links", "next_page"),
    *("body", "root"),
    "select",
    *FIELD_NAMES,
)
