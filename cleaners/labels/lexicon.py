"""Reads the word lists and merges all languages: a Russian page may have English buttons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from cleaners.decision import Reason

_SUFFIX = ".toml"
_AROUND_LABEL = " \t:.…»«›>→↓➡\ufe0f▶►👉📌🔴|•·–—-!?*#\"'()_"
_LONGEST_REMEMBERED = 300  # characters; labels are much shorter
OPENING = 3  # characters of a word or line, by which it is looked up


class _Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    byline: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    after_names: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    between_names: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()


class Consent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dialogs about cookies and personal data speak, as pieces of folded text.

    `subject` is what they speak of, `purposes` what else they say of it, `address` how they speak
    to the reader, `names` are words of the class, id and role of such parts of a page.
    """

    subject: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


class Channels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How pages invite to follow them elsewhere, as folded text.

    Such a line begins with one of `begins` or ends with one of `ends`, and has a piece of `media`.
    """

    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    openings: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()

    def indexed(self) -> Channels:
        """With the first and last characters of all beginnings and ends, which most lines lack."""
        openings = frozenset(word[:OPENING] for word in self.begins)
        endings = frozenset(word[-OPENING:] for word in self.ends)
        return msgspec.structs.replace(self, openings=openings, endings=endings)


class LanguageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Function words of one language, letters that it does not have, and some that it must have."""

    words: frozenset[str]
    never: str
    always: str


class _Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: the words of one language, or some words of many."""

    run: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()
    alone: dict[Reason, tuple[str, ...]] = {}
    begins: dict[Reason, tuple[str, ...]] = {}
    facts: _Facts = _Facts()
    consent: Consent = Consent()
    channels: Channels = Channels()
    service: tuple[str, ...] = ()
    language: LanguageWords | None = None


class Lexicon(msgspec.Struct, frozen=True, eq=False):
    """The words of all languages, ready for look-up.

    A lexicon is equal to itself alone: what is made of its words is remembered by it, and comparing
    hundreds of words would take longer than most look-ups.

    Labels:

    - `run`: they need a run of headlines below them; `also`: those of them that invite to another
      story, which may stand below, on the same line or nowhere.
    - `tabs`: they stand above such runs.
    - `alone`: a line that is no story whatever follows, with its reason.
    - `begins`: how a short line that is no story begins, with its reason, by the first characters.

    Authors:

    - `byline` stands before a name, `particles` are small words within one, `between_names` words
      between two, `after_names` words behind one. A title or job of `roles` ends a name; `writers`
      are those of them that say that somebody writes.
    - No person: what begins with one of `not_people` (offices, «all stories») or has a word of
      `groups` (newspapers, ministries). `nobody`: what systems write where they know no author.
      `buttons`: how texts of buttons beside authors begin.
    - `agencies`: news agencies, in lower case.

    Other facts: `credit` stands before the source of a picture, `credited` is how a source without
    a colon begins, `views` stands around a number of readers, `published` and `modified` before a
    date; `beside_dates` are the single words of both.

    `consent` is what dialogs about cookies say, `channels` how pages ask to be followed elsewhere,
    `service` how words begin that speak of the use of a site, by their first characters;
    `languages` has the words of each language by its code, once for each of its alphabets.
    """

    run: frozenset[str]
    also: frozenset[str]
    tabs: frozenset[str]
    alone: dict[str, Reason]
    begins: dict[str, tuple[tuple[Reason, str], ...]]
    byline: tuple[str, ...]
    not_people: frozenset[str]
    nobody: frozenset[str]
    buttons: frozenset[str]
    agencies: frozenset[str]
    groups: frozenset[str]
    roles: frozenset[str]
    writers: frozenset[str]
    after_names: tuple[str, ...]
    credit: tuple[str, ...]
    credited: tuple[str, ...]
    particles: tuple[str, ...]
    between_names: tuple[str, ...]
    views: frozenset[str]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    beside_dates: frozenset[str]
    consent: Consent
    channels: Channels
    service: dict[str, tuple[str, ...]]
    languages: tuple[tuple[str, LanguageWords], ...]


def fold_label(text: str) -> str:
    """A line as labels are compared: no case, no «ё», nothing around the words.

    >>> fold_label("  Ещё по теме:"), fold_label("İlgili haberler")
    ('еще по теме', 'ilgili haberler')
    """
    return _fold_remembered(text) if len(text) <= _LONGEST_REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    # The Turkish capital would become two characters.
    return text.replace("İ", "i").casefold().replace("ё", "е").strip(_AROUND_LABEL)


_fold_remembered = lru_cache(maxsize=4096)(_fold)


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The word lists that ship with the library."""
    sheets = _load_sheets()
    beside_dates = (*_fact(sheets, "published"), *_fact(sheets, "modified"))
    return Lexicon(
        run=_folded(word for sheet in sheets.values() for word in (*sheet.run, *sheet.also)),
        also=_folded(word for sheet in sheets.values() for word in sheet.also),
        tabs=_folded(word for sheet in sheets.values() for word in sheet.tabs),
        alone=_merged_alone(sheets),
        begins=_merged_begins(sheets),
        byline=_fact(sheets, "byline"),
        not_people=frozenset(_fact(sheets, "not_people")),
        nobody=frozenset(_fact(sheets, "nobody")),
        buttons=frozenset(_fact(sheets, "buttons")),
        agencies=frozenset(_fact(sheets, "agencies")),
        groups=frozenset(_fact(sheets, "groups")),
        roles=frozenset(_fact(sheets, "roles")),
        writers=frozenset(_fact(sheets, "writers")),
        after_names=_fact(sheets, "after_names"),
        credit=_fact(sheets, "credit"),
        credited=_fact(sheets, "credited"),
        particles=_fact(sheets, "particles"),
        between_names=_fact(sheets, "between_names"),
        views=frozenset(_fact(sheets, "views")),
        published=_fact(sheets, "published"),
        modified=_fact(sheets, "modified"),
        beside_dates=frozenset(word for phrase in beside_dates for word in phrase.split()),
        consent=sheets["world"].consent,
        channels=sheets["world"].channels.indexed(),
        service=_by_opening(sheets["world"].service),
        languages=_languages(sheets),
    )


def _merged_alone(sheets: dict[str, _Sheet]) -> dict[str, Reason]:
    return {
        fold_label(word): reason
        for sheet in sheets.values()
        for reason, words in sheet.alone.items()
        for word in words
    }


def _languages(sheets: dict[str, _Sheet]) -> tuple[tuple[str, LanguageWords], ...]:
    """The function words of each sheet; a language with two alphabets has two sheets."""
    return tuple(
        (name.partition("-")[0], sheet.language) for name, sheet in sheets.items() if sheet.language
    )


def _load_sheets() -> dict[str, _Sheet]:
    # Imported here: it would take a tenth of the time that importing the library takes.
    from importlib import resources

    files = [
        file for file in resources.files("cleaners.labels").iterdir() if file.name.endswith(_SUFFIX)
    ]
    return {
        file.name.removesuffix(_SUFFIX): _read_sheet(file.read_bytes())
        for file in sorted(files, key=lambda file: file.name)
    }


def _read_sheet(toml: bytes) -> _Sheet:
    return msgspec.toml.decode(toml, type=_Sheet)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_label(word) for word in words)


def _fact(sheets: dict[str, _Sheet], name: str) -> tuple[str, ...]:
    """The words of one list, longest first, so that «фото автора» is tried before «фото»."""
    words = {word for sheet in sheets.values() for word in getattr(sheet.facts, name)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _by_opening(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Words by their first characters."""
    return {
        opening: tuple(word for word in words if word.startswith(opening))
        for opening in _openings(words)
    }


def _openings(words: tuple[str, ...]) -> frozenset[str]:
    """The first characters of words; shorter words as they are."""
    return frozenset(word[:OPENING] for word in words)


def _merged_begins(sheets: dict[str, _Sheet]) -> dict[str, tuple[tuple[Reason, str], ...]]:
    begins = sorted(
        (reason, word)
        for sheet in sheets.values()
        for reason, words in sheet.begins.items()
        for word in words
    )
    return {
        opening: tuple(pair for pair in begins if pair[1][:OPENING] == opening)
        for opening in _openings(tuple(word for _, word in begins))
    }
