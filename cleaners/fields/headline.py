"""The headline, what unlike sources agree on, and the lines around it; names of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners.addresses import host_of
from cleaners.block import Block
from cleaners.decision import Decision, Reason
from cleaners.labels import Lexicon
from cleaners.page import Page
from cleaners.reading.people import opens_byline

_LEAST = 4  # letters of a name that is compared
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


def site_names(page: Page, url: str | None = None) -> tuple[str, ...]:
    """The letters of the site's name and of its host."""
    host = host_of(url or page.head.canonical)
    parts = [part for part in host.split(".")[:-1] if part not in _SECOND_LEVEL]
    names = (page.head.site_name or "", *parts[-1:], *parts[-2:-1])
    return tuple(name for name in map(letters_of, names) if len(name) >= _LEAST)


def is_site_name(text: str, names: Sequence[str]) -> bool:
    """Whether a text is one of the names, or a part of one or longer by a part.

    >>> is_site_name("Five Books", ("fivebooks",)), is_site_name("Ася Петрова", ("fivebooks",))
    (True, False)
    """
    letters = letters_of(text)
    return len(letters) >= _LEAST and any(letters in own or own in letters for own in names)


def letters_of(text: str) -> str:
    """The letters and figures of a text, without case.

    >>> letters_of("Five-Books 24")
    'fivebooks24'
    """
    return "".join(filter(str.isalnum, text)).casefold()


_PART = re.compile(r"(?<!\s)\s++(?:[|–—·•»/]++|-++|::?+)\s++")
_PIPE = re.compile(r"(?<!\s)\s++\|++\s++")
_KICKER = re.compile(r"[^:：]{1,40}[:：]\s{0,3}")
_FIRST_UNSPACED, _LAST_UNSPACED = "\u3040", "\u9fff"
_UNSPACED_PART = re.compile(r"(?:(?<!\s)\s++)?+[|｜_丨—–-]++\s*+")
_MOST_SECTION_WORDS = 2
# Words of the only heading of a page that its titles need not resemble.
_LEAST_PRINTED, _MOST_PRINTED = 4, 25
_TICKER = "+++"
_LONGEST_HEADLINE = 1_000  # characters; laws are printed with their whole title, of some 700
_LONGEST_TITLE = 500  # characters; longer ones hold no site name that could be found safely
_LONGEST_SITE = 60  # characters
_WORD = re.compile(r"\w+")
_LIKE = 0.5  # see `_likeness`; a heading below it is another story's, or the site's


def extract_headline(
    page: Page, decisions: Sequence[Decision], url: str | None = None
) -> str | None:
    """Profile, then the heading of the page that the head agrees with, then the head alone.

    A text of more than 1,000 characters is no headline, wherever it stands.
    """
    if page.found.headline and _is_short(page.found.headline):
        return page.found.headline
    judged = [d.block.text for d in decisions if d.reason is Reason.HEADLINE][:1]
    site = site_names(page, url)
    titles = list(dict.fromkeys(filter(_is_short, _titles(page, site))))
    headings = [text for text in (*judged, *page.head.headings) if text and _is_short(text)]
    headings = [text for text in headings if letters_of(text) not in site]
    if not titles or (judged and page.story_zone):
        return next(iter((*headings, *titles)), None)
    if all(letters_of(title) in site for title in titles):
        return next(iter((*headings, *page.head.subheadings, *titles)))
    whole = _part_of_title(headings, page, site) or _titled_below(headings, titles, page, site)
    if whole:
        return _drop_kicker(drop_site_name(whole, site), page)
    best = max(headings, key=lambda heading: _likeness(heading, titles), default=None)
    if best is not None and (_likeness(best, titles) >= _LIKE or _is_only(best, headings, site)):
        return _drop_kicker(drop_site_name(best, site), page)
    return titles[0]


def _titled_below(
    headings: Sequence[str], titles: Sequence[str], page: Page, site: Sequence[str]
) -> str | None:
    """The heading of a lower level that is the title, where those above it are unlike the title.

    Some themes have the name of the site or the section in the first heading of every page.
    """
    lower = page.head.subheadings
    whole = _part_of_title(lower, page, site)
    if whole or any(_likeness(heading, titles) >= _LIKE for heading in headings):
        return whole
    letters = {letters_of(title) for title in titles}
    return next((text for text in lower if letters_of(text) in letters), None)


def _is_only(heading: str, headings: Sequence[str], site: Sequence[str]) -> bool:
    """Whether a page has one heading, as long as headlines are, and no ticker of news.

    Titles that it does not resemble are made for search engines.
    """
    is_wide = _is_unspaced(heading)
    words = len(letters_of(heading)) // 2 if is_wide else len(_WORD.findall(heading))
    return (
        len({letters_of(other) for other in headings}) == 1
        and _LEAST_PRINTED <= words <= _MOST_PRINTED
        and _TICKER not in heading
        and not is_site_name(heading, site)
    )


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE


def drop_site_name(title: str, site: Sequence[str]) -> str:
    """A title without the name of the site before or behind it.

    >>> drop_site_name("Мост открыт - Газета", ("газета",)), drop_site_name("Мост - дорога", ())
    ('Мост открыт', 'Мост - дорога')
    """
    if len(title) > _LONGEST_TITLE:
        return title
    parts = list(_PART.finditer(title))
    for match in parts[-1:]:
        if is_site_name(title[match.end() :], site):
            return title[: match.start()] or title
    for match in parts[:1]:
        first = letters_of(title[: match.start()])
        if first in site:
            return title[match.end() :] or title
    return title


def _titles(page: Page, site: Sequence[str]) -> Iterator[str]:
    """What the head calls the story; what <title> adds to it behind a mark is the site's name."""
    head = page.head
    declared = head.titles or ((head.headline,) if head.headline else ())
    for title in declared:
        bare = drop_site_name(title, site)
        yield _drop_sections(bare) if len(bare) <= _LONGEST_TITLE else bare
    if head.title and not declared:
        yield _drop_sections(_drop_last_part(drop_site_name(head.title, site)))


def _part_of_title(headings: Sequence[str], page: Page, site: Sequence[str]) -> str | None:
    """The heading that is the longest part of a title; what is beside it are sections and site."""
    letters = {letters_of(heading): heading for heading in reversed(headings)}
    for title in filter(None, (*page.head.titles, page.head.title)):
        if len(title) <= _LONGEST_TITLE:
            parts = [part for part in _parts(title) if not is_site_name(part, site)]
            longest = max(map(letters_of, parts), key=len, default="")
            if len(parts) > 1 and longest in letters:
                return letters[longest]
    return None


def _parts(title: str) -> list[str]:
    """The parts of a title; Chinese and Japanese ones are parted without spaces.

    >>> _parts("Opinion | The pier is rebuilt - Courier"), _parts("新桥周三通车_要闻-晨报")
    (['Opinion', 'The pier is rebuilt', 'Courier'], ['新桥周三通车', '要闻', '晨报'])
    """
    between = _UNSPACED_PART if _is_unspaced(title) else _PART
    return [part for part in between.split(title) if part]


def _is_unspaced(title: str) -> bool:
    """Whether a title has Chinese or Japanese characters."""
    return max(title, default="") >= _FIRST_UNSPACED and any(
        _FIRST_UNSPACED <= character <= _LAST_UNSPACED for character in title
    )


def _drop_sections(title: str) -> str:
    """A title without what stands beside it behind a bar; a short part before it is a section.

    >>> _drop_sections("Видео | Мост через Ишим открыт"), _drop_sections("Мост открыт | Город")
    ('Мост через Ишим открыт', 'Мост открыт')
    """
    parts = _parts(title) if _is_unspaced(title) else _PIPE.split(title)
    while len(parts) > 1 and _is_section(parts[0], parts[1]):
        del parts[0]
    return parts[0]


def _drop_kicker(heading: str, page: Page) -> str:
    """A heading without a section before a bar, or before a colon where a title lacks it.

    «Meinung: Die Brücke ist offen», where the title is «Die Brücke ist offen».
    """
    bare = _drop_sections(heading) if len(heading) <= _LONGEST_TITLE else heading
    kicker = _KICKER.match(bare)
    titles = [title for title in (*page.head.titles, page.head.title) if title]
    if kicker is None:
        return _drop_set_apart(bare, titles, page.head.kickers)
    known = {letters_of(part) for title in titles for part in (title, *_parts(title))}
    rest = bare[kicker.end() :]
    return rest if letters_of(rest) in known and letters_of(bare) not in known else bare


def _drop_set_apart(heading: str, titles: Sequence[str], kickers: Sequence[str]) -> str:
    """A heading without the words before it in an element of their own, where a title lacks them.

    A title may have them with a colon behind them.
    """
    kicker = next((kicker for kicker in kickers if heading.startswith(kicker)), None)
    if kicker is None:
        return heading  # as of most
    rest = heading[len(kicker) :].lstrip()
    parts = [part for title in titles if len(title) <= _LONGEST_TITLE for part in _parts(title)]
    told = {letters_of(part) for part in parts}
    told |= {letters_of(part[match.end() :]) for part in parts if (match := _KICKER.match(part))}
    return rest if " " in rest and letters_of(rest) in told else heading


def _is_section(part: str, follower: str) -> bool:
    return len(part.split()) <= _MOST_SECTION_WORDS and 2 * len(part) <= len(follower)


def _drop_last_part(title: str) -> str:
    """A <title> without its last part; most have the site's name there."""
    marks = list(_PART.finditer(title)) if len(title) <= _LONGEST_TITLE else []
    if not marks or len(title) - marks[-1].end() > _LONGEST_SITE:
        return title
    return title[: marks[-1].start()] or title


def _likeness(heading: str, titles: Sequence[str]) -> float:
    """The greatest share of words that a heading has in common with a title, 0…1."""
    words = Counter(_WORD.findall(heading.casefold()))
    return max(_share(words, Counter(_WORD.findall(title.casefold()))) for title in titles)


def _share(words: Counter[str], others: Counter[str]) -> float:
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0


_ABOVE, _BELOW = 4, 12  # blocks with text
_LONGEST_LABEL = 60  # characters; twice as long as the longest one that is known
OF_OTHERS = frozenset({Reason.TEASER, Reason.HEADLINE_RUN, Reason.COMMENTS})


def lines_by_headline(
    decisions: Sequence[Decision], headline: str | None, lexicon: Lexicon
) -> list[str]:
    """The texts around the headline, those below it first, the nearest of each first.

    Empty where the page does not print the headline. Texts of teasers and comments are passed over;
    a label such as «Автор» is joined with the line below it.
    """
    blocks = [d.block for d in decisions if d.block.text and d.reason not in OF_OTHERS]
    folded = (headline or "").casefold()
    at = [
        index
        for index, block in enumerate(blocks)
        if len(block.text) <= len(folded) and block.text.casefold() == folded
    ]
    if not at:
        return []
    start = next((index for index in at if blocks[index].level == 1), at[0])
    below = list(join_labels(blocks[start + 1 : start + 1 + _BELOW], lexicon))
    above = list(join_labels(blocks[max(0, start - _ABOVE) : start], lexicon))
    return below + above[::-1]


def join_labels(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[str]:
    """Texts in order; «Автор» alone on a line is joined with the line below it."""
    label = ""
    for block in blocks:
        text = f"{label} {block.text}" if label else block.text
        label = block.text if _is_label(block.text, lexicon) else ""
        yield text


def _is_label(text: str, lexicon: Lexicon) -> bool:
    return len(text) <= _LONGEST_LABEL and opens_byline(f"{text} ", lexicon) > len(text)
