"""Rules that judge a block by its own text; the first one that has a reason wins.

Every rule gets the text, the text as labels are compared (`fold_label`), and the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from cleaners.block import Block
from cleaners.decision import Reason
from cleaners.labels import OPENING, Lexicon, fold_label
from cleaners.reading.credits import is_credit, is_view_count
from cleaners.reading.dates import is_date_line
from cleaners.reading.people import is_byline


class Verdict(NamedTuple):
    """A reason and the name of the rule that saw it."""

    reason: Reason
    rule: str


_Rules = tuple[tuple[Callable[[str, str, Lexicon], Reason | None], int], ...]

_MARK = (
    r"\[\[[^\[\]\n]{1,80}\]\]|\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|[%$#]\{[^{}\n]{1,120}\}"
    r"|<%[^\n]{0,200}?%>|\{[A-Za-z_][A-Za-z0-9_.]{1,40}\}|%[A-Z][A-Z_]{2,39}%|__[A-Z][A-Z_]{2,39}__"
)
_PLACEHOLDER = re.compile(_MARK)
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?:_[A-Za-z0-9-]+)+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_WORDS_BESIDE_PLACEHOLDER = 3  # a paragraph about templates has more

_BARE_COUNTER = re.compile(r"[+\d][\d\s.,]*[KkMmКкМм]?|[\d\s]+/[\d\s]+|\(\d+\)|#?\d+[.)]")
_GALLERY_COUNTER = re.compile(
    r"(?:[^\W\d_]{3,12}\s+)?\d{1,3}\s*(?:/|из|of)\s*\d{1,3}", re.IGNORECASE
)
_PAGE_LINKS = re.compile(
    r"(?:\b(?:pages?|страниц[аы]?|стр|бет(?:тер)?|сторінк[аи]|seiten?|páginas?|pagin[ae]|stron[ay]"
    r"|sayfa|next|prev(?:ious)?|далее|дальше|назад|вперёд|вперед|келесі|алдыңғы)\b|\b\d{1,2}\b"
    r"|[\W_])++",
    re.IGNORECASE,
)
_LONGEST_PAGE_LINKS, _LEAST_LINKED = 160, 0.3  # characters; the current page is no link
_DIGIT = re.compile(r"[0-9]")
_LEADING_ON = (">>", "→", "►", "▶", "»»", "&gt;&gt;")
_LEADS_ON = frozenset(">→►▶»;")
_LONGEST_FIGURES = 60  # characters
_LONGEST_RULED = 250  # characters; a longer text is prose, however it begins
_SPEECH = re.compile(r"[»”\"],?\s{0,3}[—–-]|[,!?…][»”\"]")  # «…», said somebody
_HASHTAGS = re.compile(r"#[^\W\d]\w*(?:[\s,;]+#[^\W\d]\w*)*")
_NO_LETTERS = re.compile(r"[\W_]+")


def judge_by_text(block: Block, lexicon: Lexicon) -> Verdict | None:
    """The verdict of the first rule that gives a reason for the block's text, None if none does.

    The block has a text.
    """
    if block.link_chars and _is_page_links(block):
        return Verdict(Reason.NAVIGATION, "page_links")
    judge = _judge_remembered if len(block.text) <= _LONGEST_RULED else _judge
    return judge(block.text, lexicon)


def _judge(text: str, lexicon: Lexicon) -> Verdict | None:
    """Most texts need no rule: single characters say which groups of rules may apply."""
    rules: _Rules = ()
    if "[" in text or "{" in text or "%" in text or "_" in text:
        rules += _FOR_MARKS
    if len(text) <= _LONGEST_FIGURES and _DIGIT.search(text):
        rules += _FOR_FIGURES
    if not text[0].isalnum():
        rules += _FOR_ORNAMENTS
    if text[-1] in _LEADS_ON:
        rules += _LEADING
    folded = fold_label(text) if len(text) <= _LONGEST_RULED else ""
    if folded and (
        folded[:OPENING] in lexicon.channels.openings
        or folded[-OPENING:] in lexicon.channels.endings
        or "ctrl" in folded
    ):
        rules += _FOR_NOTICES
    by_opening = _rules_by_opening(lexicon)
    rules += by_opening.get(folded[:OPENING]) or by_opening.get(folded[: OPENING - 1], ())
    for rule, longest in rules:
        reason = rule(text, folded, lexicon) if len(text) <= longest else None
        if reason is not None:
            return Verdict(reason, rule.__name__)
    return None


# Menus return from page to page, and the parts of a dump are judged alone once more.
_judge_remembered = lru_cache(maxsize=4096)(_judge)


def _is_page_links(block: Block) -> bool:
    """Links to the pages of a story, «Страницы: 1 2 3», whatever names their part has."""
    if len(block.text) > _LONGEST_PAGE_LINKS or block.link_density < _LEAST_LINKED:
        return False
    return len(_DIGIT.findall(block.text)) > 1 and _PAGE_LINKS.fullmatch(block.text) is not None


def placeholder(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """A template mark that nobody filled in, or the name of a slot, with next to nothing beside."""
    if _IDENTIFIER.fullmatch(text):
        return Reason.PLACEHOLDER
    if not _PLACEHOLDER.search(text):
        return None
    beside = _LETTERS.findall(_PLACEHOLDER.sub(" ", text))
    return Reason.PLACEHOLDER if len(beside) <= _MOST_WORDS_BESIDE_PLACEHOLDER else None


def gallery_counter(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«1 / 4» under a row of pictures."""
    return Reason.GALLERY_COUNTER if _GALLERY_COUNTER.fullmatch(text) else None


def bare_counter(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """Figures and nothing else."""
    return Reason.BARE_COUNTER if text[-1:] < "\u0500" and _BARE_COUNTER.fullmatch(text) else None


def view_counter(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """A number beside a word such as «просмотров»."""
    return Reason.VIEW_COUNTER if is_view_count(text, lexicon.views) else None


def ornament(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """Arrows, stars, lines: no letter and no digit."""
    return Reason.OUTSIDE_STORY if _NO_LETTERS.fullmatch(text) else None


def hashtags(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«#мост #Кызылжар»: words to search by and nothing else."""
    return Reason.TAGS if _HASHTAGS.fullmatch(text) else None


def link_mark(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«Фотоотчёт >>»: a mark that leads elsewhere behind some words that are no sentence."""
    leads = text.endswith(_LEADING_ON) or (text.endswith("»") and "«" not in text)
    return Reason.NAVIGATION if leads and _LETTERS.search(text) else None


def label_alone(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """A button or heading that is no story whatever follows."""
    return lexicon.alone.get(folded)


def notice(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """A line that begins as share rows, newsletter boxes and legal notices do."""
    for opening in (folded[:OPENING], folded[: OPENING - 1]):
        for reason, begins in lexicon.begins.get(opening, ()):
            if folded.startswith(begins):
                return reason
    return None


def channel_invitation(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«Подписывайтесь на наш Telegram-канал»: an invitation to follow the site elsewhere.

    What somebody says in the story («…», призвал он) is none.
    """
    channels = lexicon.channels
    invites = folded.startswith(channels.begins) or folded.endswith(channels.ends)
    if not invites or not any(piece in folded for piece in channels.media):
        return None
    return None if _SPEECH.search(text) else Reason.SUBSCRIBE


def error_report(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«Выделите её и нажмите Ctrl+Enter»: how to report a mistake in the text."""
    return Reason.FORM if "ctrl" in folded and "enter" in folded else None


def photo_credit(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«фото ЦИК РК»: the source of the picture beside it."""
    begins = folded.startswith(lexicon.credit)
    return Reason.PHOTO_CREDIT if begins and is_credit(text, lexicon) else None


def byline(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """«Автор: …»: a name behind a word that credits authors."""
    begins = folded.startswith(lexicon.byline)
    return Reason.BYLINE if begins and is_byline(text, lexicon) else None


def date_line(text: str, folded: str, lexicon: Lexicon) -> Reason | None:
    """A date and nothing else."""
    return Reason.PUBLICATION_DATE if is_date_line(text, lexicon) else None


# Rules in the order in which they are asked, each with the longest text (characters) it speaks of.
_FOR_MARKS: _Rules = ((placeholder, 10_000),)
_FOR_FIGURES: _Rules = (
    (gallery_counter, 24),
    (date_line, 60),  # before counters: 15.02.2017 is none
    (bare_counter, 24),
    (view_counter, 40),
)
_LEADING: _Rules = ((link_mark, 60),)
_FOR_NOTICES: _Rules = ((channel_invitation, _LONGEST_RULED), (error_report, _LONGEST_RULED))
_FOR_ORNAMENTS: _Rules = ((ornament, 80), (hashtags, _LONGEST_RULED))
_SIZES = range(1, OPENING + 1)


@lru_cache(maxsize=4)
def _rules_by_opening(lexicon: Lexicon) -> dict[str, _Rules]:
    """The rules that know words which begin with the same characters, of two or `OPENING` each.

    A longer opening has the rules of the shorter ones, too.
    """
    known = (
        ((label_alone, 60), lexicon.alone),
        ((photo_credit, 120), lexicon.credit),
        ((byline, 120), lexicon.byline),
        ((notice, _LONGEST_RULED), lexicon.begins),
    )
    openings = [(rule, {word[:OPENING] for word in words}) for rule, words in known]
    return {
        opening: tuple(
            rule for rule, own in openings if any(opening[:size] in own for size in _SIZES)
        )
        for opening in set[str]().union(*(own for _, own in openings))
    }
