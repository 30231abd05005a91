"""Authors: people whom the surest source names, or newsrooms where none does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile

from cleaners.article import Author
from cleaners.block import Kind
from cleaners.decision import Decision, Reason
from cleaners.fields.headline import OF_OTHERS, is_site_name, join_labels, site_names
from cleaners.labels import Lexicon, fold_label
from cleaners.page import Page
from cleaners.reading.author_names import extract_authors
from cleaners.reading.bylines import (
    is_group,
    read_agency,
    read_byline,
    read_dated_name,
    read_group,
    read_meta_line,
)
from cleaners.reading.people import is_full_name, is_name_line, opens_byline

_JOINING = frozenset({"", "&", "by", "and", "автор", "и", "und", "et", "y", "e", "және"})
_MOST_INITIALS = 3  # letters
_AFTER_STORY = frozenset({Reason.BYLINE, Reason.OUTSIDE_STORY, Reason.UNLIKE_STORY})
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "।")
_LEAST_SPACES = 7  # of a sentence
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_MOST_LINKED = 0.6  # link density of a signature; tags behind a story are links
_NEXT = 2  # blocks between two authors of one byline
_BEHIND = 8  # blocks with text behind the story in which its author is introduced


def extract_article_authors(
    page: Page,
    decisions: Sequence[Decision],
    lexicon: Lexicon,
    *,
    lines: Sequence[str] = (),
    url: str | None = None,
) -> tuple[Author, ...]:
    """Those who wrote the story, by the first source that surely names any.

    A byline in the `lines` by the headline goes before what the page declares to machines where
    the two name nobody in common. A user name and the name of the site may hide a person whom
    another source names, a first name alone hides nobody. Newsrooms, agencies and firms are authors
    where nobody else is named.
    """
    profiled = extract_authors(page.found.authors, lexicon)
    if profiled:
        return _authors(profiled)
    site = site_names(page, url)
    bylines = [line for line in lines if opens_byline(line, lexicon)]
    people = _people(page, decisions, lexicon, site, bylines)
    if people:
        return _authors(people)
    metas = (read_meta_line(line, lexicon) for line in lines)
    dated = map(read_dated_name, takewhile(_is_no_sentence, lines))
    names = next(filter(None, chain(metas, dated)), ()) or _signature(page, decisions)
    return _authors(names or _groups(page, lexicon, site, bylines, lines))


def _is_no_sentence(line: str) -> bool:
    """Whether a line may stand between the headline and the first sentence of the story."""
    return line.count(" ") < _LEAST_SPACES or not line.endswith(_SENTENCE_ENDS)


def _signature(page: Page, decisions: Sequence[Decision]) -> Sequence[str]:
    """The person whose name alone is the last paragraph of the story, or the one behind it.

    In a dump a name in Latin letters is none: labels are written with capitals as well, and no
    element says that they are another part of the page.
    """
    texts = [decision for decision in decisions if decision.block.text]
    last = next((n for n in reversed(range(len(texts))) if texts[n].kept), 0)
    for above, one in pairwise(texts[max(0, last - 1) : last + 2]):
        if (
            above.kept
            and above.block.text.rstrip("»”\"')").endswith(_SENTENCE_ENDS)
            and (one.kept or one.reason in _AFTER_STORY)
            and one.block.kind in (Kind.PARAGRAPH, Kind.HEADING)
            and one.block.link_density < _MOST_LINKED
            and _are_of_one_part(page, above.block.index, one.block.index)
            and (name := _name_alone(one.block.text))
            and (page.outline is not None or not _LATIN.match(name))
        ):
            return (name,)
    return ()


def _name_alone(text: str) -> str | None:
    """The full name that a text is; Japanese papers have it in brackets."""
    name = text.strip("（）")
    is_name = name != text or is_name_line(text)
    return name if is_name and is_full_name(name) else None


def _are_of_one_part(page: Page, above: int, below: int) -> bool:
    """Whether two blocks are neighbours in one element; a dump has no elements."""
    if page.outline is None:
        return True
    one, other = page.outline.block_parents[above], page.outline.block_parents[below]
    parents = page.outline.parents
    return one in (other, parents[other]) or parents[one] == parents[other]


def _people(
    page: Page,
    decisions: Sequence[Decision],
    lexicon: Lexicon,
    site: Sequence[str],
    lines: Sequence[str],
) -> Sequence[str]:
    head = page.head
    near = next(filter(None, (read_byline(line, lexicon) for line in lines)), ())
    declared = [(source, extract_authors(source, lexicon)) for source in head.credits]
    marked = [(source, extract_authors(source, lexicon)) for source in head.marked]
    printed = [
        extract_authors(source, lexicon)
        for source in (*((text,) for text in head.bylines), *_byline_runs(decisions))
    ]
    named = [names for _, names in (*declared, *marked)]
    full = [name for names in (*named, *printed) for name in names if is_full_name(name)]
    sure = [_sure_names(names, site) for _, names in declared]
    first = next(filter(None, sure), [])
    if near and not _have_common(near, first):
        return near
    if not first and any(_names_group(line, lexicon) for line in lines):
        return ()
    texts = (text for source in (*head.credits, head.groups) for text in source)
    is_of_group = any(is_group(text, lexicon) for text in texts)
    short = [
        [name for name in names if not is_site_name(name, site)]
        for source, names in (*declared, *marked)
        if _is_all(names, source)
    ]
    sources = (
        first,
        *(_sure_names(names, site) for _, names in marked),
        *short,
        *(() if is_of_group else _weakly_printed(printed, decisions, lexicon, site)),
        full[:1],
    )
    names = next(filter(None, sources), ())
    sure_of = [name for _, names in declared for name in names]
    return tuple(dict.fromkeys(_best_form(name, full, sure=name in sure_of) for name in names))


def _weakly_printed(
    printed: Sequence[Sequence[str]],
    decisions: Sequence[Decision],
    lexicon: Lexicon,
    site: Sequence[str],
) -> Iterator[Sequence[str]]:
    """People by class or byline anywhere on the page, then in the lines right below the story."""
    yield from (_sure_names(names, site) for names in printed)
    yield from (read_byline(line, lexicon) for line in _lines_behind_story(decisions, lexicon))


def _groups(
    page: Page, lexicon: Lexicon, site: Sequence[str], lines: Sequence[str], near: Sequence[str]
) -> Sequence[str]:
    """The newsroom, agency or firm that a printed byline names, or that the page declares.

    `lines` are the bylines among the texts `near` the headline, which may name an agency alone.

    An organisation that JSON-LD declares is the newsroom of news; the firm that has the site is no
    author of other articles.
    """
    head = page.head
    printed = (line for line in lines if _names_group(line, lexicon))
    groups = [name for name in head.groups if head.is_news or not is_site_name(name, site)]
    declared = (text for source in (groups, *head.credits, *head.marked) for text in source)
    classed = (text for text in head.bylines if _is_sure_group(text, lexicon, site))
    agencies = (read_agency(line, lexicon) for line in near)
    groups_told = (read_group(text, lexicon) for text in (*printed, *declared, *classed))
    found = chain(groups_told, agencies)
    named = (name for name in found if name and _is_ours(name, site))
    return tuple(islice(named, 1))


def _is_sure_group(text: str, lexicon: Lexicon, site: Sequence[str]) -> bool:
    """Whether a text by class names a group; titles such as "Culture Writer" name none."""
    name = read_group(text, lexicon)
    if name is None or fold_label(name.split()[-1]) in lexicon.roles:
        return False
    is_named = opens_byline(text, lexicon) > 0 or is_group(name, lexicon)
    return is_named or is_site_name(name, site)


def _is_ours(name: str, site: Sequence[str]) -> bool:
    """An address of a site names its newsroom on its own pages alone."""
    return "." not in name.strip(".") or " " in name or is_site_name(name, site)


def _names_group(line: str, lexicon: Lexicon) -> bool:
    """Whether a byline names a group, and by a word that surely means one."""
    group = read_group(line, lexicon) if opens_byline(line, lexicon) else None
    return group is not None and is_group(group, lexicon)


def _have_common(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one family name is in both; what is glued to a name is no other one."""
    families = [name.split()[-1].casefold() for name in names]
    return any(
        family.startswith(other.split()[-1].casefold()) or other.casefold().endswith(family)
        for family in families
        for other in others
    )


def _lines_behind_story(decisions: Sequence[Decision], lexicon: Lexicon) -> Iterator[str]:
    """The texts right below the story."""
    last = max((index for index, d in enumerate(decisions) if d.kept), default=len(decisions))
    blocks = [d.block for d in decisions[last + 1 :] if d.block.text and d.reason not in OF_OTHERS]
    return join_labels(blocks[:_BEHIND], lexicon)


def _authors(names: Iterable[str]) -> tuple[Author, ...]:
    return tuple(Author(name) for name in names)


def _sure_names(names: Iterable[str], site: Sequence[str]) -> list[str]:
    return [name for name in names if is_full_name(name) and not is_site_name(name, site)]


def _byline_runs(decisions: Sequence[Decision]) -> list[tuple[str, ...]]:
    """The texts of bylines above the end of the story.

    Those next to each other are one, those further away another's.
    """
    runs: list[list[Decision]] = []
    last = max((index for index, d in enumerate(decisions) if d.kept), default=len(decisions))
    for decision in decisions[:last]:
        if decision.reason is Reason.BYLINE:
            last = runs[-1][-1].block.index if runs else -_NEXT - 1
            if decision.block.index - last > _NEXT:
                runs.append([])
            runs[-1].append(decision)
    return [tuple(decision.block.text for decision in run) for run in runs]


def _best_form(name: str, full: Sequence[str], *, sure: bool) -> str:
    """A first name with its surname; a full name without the role or initials beside it.

    Of a name that the head is `sure` of, a word that may be a surname is left.
    """
    if " " not in name:
        return next((other for other in full if other.startswith(f"{name} ")), name)
    within = [
        other
        for other in full
        if (name.startswith(f"{other} ") or name.endswith(f" {other}"))
        and not (sure and _is_surname(name.replace(other, "", 1).strip()))
    ]
    return min(within, key=lambda other: (len(other), other), default=name)


def _is_surname(word: str) -> bool:
    return word.isalpha() and word.istitle() and len(word) >= _MOST_INITIALS


def _is_all(names: Sequence[str], source: Sequence[str]) -> bool:
    """Whether a source says nothing but these names: a short one may be the rest of a sentence."""
    said = {fold_label(word) for word in " ".join(source).replace(",", " ").split()}
    named = {fold_label(word) for name in names for word in name.split()}
    initials = any(name.isupper() and len(name) <= _MOST_INITIALS for name in names)
    return bool(names) and not initials and said - named <= _JOINING
