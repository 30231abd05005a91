"""Learning the profile of a site from its pages: the steps in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TYPE_CHECKING

from cleaners.adopting import adopt_profile
from cleaners.block import Block, Kind
from cleaners.decision import Decision, Judgement
from cleaners.document import Document, DocumentKind
from cleaners.errors import CleanersError
from cleaners.fields.build import build_article
from cleaners.fields.published import find_printed
from cleaners.flow import judge_and_build
from cleaners.intake.open_document import open_document
from cleaners.judge.judge import is_linked_line, judge
from cleaners.judge.label_runs import announced_headline
from cleaners.labels import load_lexicon
from cleaners.page import Outline
from cleaners.plaintext.dump_page import read_plaintext
from cleaners.sites.learning.adoption import Adoption, KnownStory, pack_story
from cleaners.sites.learning.css import Step, name_parents, read_step
from cleaners.sites.learning.drafting import draft_profile
from cleaners.sites.learning.judged_page import JudgedPage
from cleaners.sites.learning.memory import MOST_TEXTS, Occurrence, TextMemory
from cleaners.sites.profile import SiteProfile

if TYPE_CHECKING:
    from cleaners.judge.judge import Models
    from cleaners.markup.observe import Observed

JUDGED_PAGES = 10  # more bring nothing: see the curve in docs/templates.md
_DRAWN = 4  # of later pages one in so many is drawn for: judging is what takes time
_MOST_ELEMENTS = 20_000  # of a page; a larger one is no story among others
KEPT_STORIES = 100  # packed, some 20 KB each
_LARGEST_KEPT = 2_000_000  # characters; a larger page is only counted


def learn_profile(documents: Iterable[Document | bytes | str], host: str) -> SiteProfile:
    """The profile of a host, learned from its pages; they are read one by one.

    Of fewer than three stories, or of pages that have nothing in common, the profile has no rules:
    pages of the site are then cleaned by the generic ones.
    """
    learner = SiteLearner(host)
    for document in documents:
        learner.add(document)
    return learner.profile()


def write_learned(profile: SiteProfile, onto: str = "") -> str:
    """The TOML of a learned profile, or the TOML `onto` with the learned lines merged in.

    Hand-written lines of `onto` stay with their comments and win, lines learned before are
    replaced. Raises `ProfileError` if `onto` is no profile.
    """
    # Imported here: few programs write profiles.
    from cleaners.sites.writing import merge_learned

    return merge_learned(profile, onto)


class SiteLearner:
    """Learns the template of one host from pages handed to it one by one.

    Memory is bounded: `most_texts` distinct lines are remembered, and 100 stories are kept, packed,
    to compare their facts with and without the profile; `judged` of them are judged block by block.
    Kept are the first ones and later a fair sample of every fourth (reservoir sampling, Vitter
    1985); of all other pages the lines are counted. The same pages in the same order on the same
    day give the same profile. `models` replace the shipped ones where models are measured.

    >>> learner = SiteLearner("example.org")
    >>> learner.add("<p>One page is too little to learn from.</p>")
    >>> learner.profile().story.body
    ()
    """

    def __init__(
        self,
        host: str,
        *,
        judged: int = JUDGED_PAGES,
        most_texts: int = MOST_TEXTS,
        models: Models | None = None,
    ) -> None:
        self.host = host
        self._judged = judged
        self._models = models
        self._versions = 0
        self._stories: list[KnownStory] = []
        self._sample: list[JudgedPage] = []  # of the first `judged` of these, where they are HTML
        self._memory = TextMemory(most_texts)
        self._random = Random(host)  # noqa: S311  a fair sample needs no secrets

    def add(self, document: Document | bytes | str) -> None:
        """Learn from one page; data that is no page, or a page without a story, is left out."""
        try:
            opened = open_document(document)
            if opened.kind is DocumentKind.TEXT:
                self._add_dump(opened)
            else:
                self._add_page(opened)
        except CleanersError:
            return

    def profile(self) -> SiteProfile:
        """The profile that all pages added so far give; more may follow."""
        return self.adopt().profile

    def adopt(self) -> Adoption:
        """The profile, with what it makes better and the drafted lines that were left out."""
        draft = draft_profile(self.host, self._sample, self._memory, self._versions)
        return adopt_profile(draft, self._stories, self._models)

    def _add_page(self, document: Document) -> None:
        # Imported here: whoever only cleans never needs it.
        from cleaners.markup.observe import observe

        slot = self._slot(document)
        observed = observe(document, for_judge=slot is not None)
        if len(observed.elements) > _MOST_ELEMENTS:
            return
        article = judgement = decisions = None
        if slot is not None:
            article, judgement = judge_and_build(document, observed.page, None, self._models)
            decisions = judgement.decisions if slot < self._judged else None
        blocks = observed.page.blocks
        if self._is_version(_story_of(blocks, decisions)):
            return
        steps = _steps(observed)
        keys = self._memory.add(_occurrences(blocks, _parents(observed, steps), decisions))
        if slot is None or article is None or judgement is None:
            return
        self._stories[slot : slot + 1] = [pack_story(document, article, observed.told)]
        if slot < self._judged:
            facts = find_printed(article, blocks)
            page = _without_texts(observed, steps, judgement, keys, facts)
            self._sample[slot : slot + 1] = [page]

    def _add_dump(self, document: Document) -> None:
        """Learn from lines without markup: which of them repeat."""
        page = read_plaintext(document, None)
        judgement = judge(page, load_lexicon(), self._models)
        decisions = judgement.decisions
        article = build_article(document, page, judgement, load_lexicon(), None)
        if not self._is_version(_story_of(page.blocks, decisions)):
            slot = self._slot(document)
            self._memory.add(_occurrences(page.blocks, None, decisions))
            if slot is not None:
                self._stories[slot : slot + 1] = [pack_story(document, article)]

    def _is_version(self, story: Iterable[Block]) -> bool:
        """Whether it is a version of an earlier story; links don't count as its text."""
        is_version = self._memory.is_version(block.text for block in story if not block.link_chars)
        self._versions += is_version
        return is_version

    def _slot(self, document: Document) -> int | None:
        """The index among the kept stories for the next one, None for one that is only counted."""
        if len(document.text) > _LARGEST_KEPT:
            return None
        if len(self._stories) < KEPT_STORIES:
            return len(self._stories)
        stories = self._memory.stories
        slot = self._random.randrange(stories + 1) if stories % _DRAWN == 0 else KEPT_STORIES
        return slot if slot < KEPT_STORIES else None


def _story_of(blocks: Sequence[Block], decisions: Sequence[Decision] | None) -> Iterable[Block]:
    """The kept blocks, all blocks of a page that was not judged."""
    return [d.block for d in decisions if d.kept] if decisions else blocks


def _occurrences(
    blocks: Sequence[Block],
    parents: Sequence[str] | None,
    decisions: Sequence[Decision] | None = None,
) -> list[Occurrence]:
    """The texts of a page for the memory."""
    return [
        Occurrence(
            text=block.text,
            parent=parents[index] if parents else None,
            kept=decisions[index].kept if decisions else None,
            announces=announced_headline(blocks, index),
        )
        for index, block in enumerate(blocks)
    ]


def _steps(observed: Observed) -> tuple[Step, ...]:
    return tuple(
        read_step(element.tag, element.identity, element.classes, loose=element.loose)
        for element in observed.elements
    )


def _parents(observed: Observed, steps: Sequence[Step]) -> tuple[str, ...]:
    return name_parents(steps[: observed.spans], observed.page.outline or Outline())


def _without_texts(
    observed: Observed,
    steps: tuple[Step, ...],
    judgement: Judgement,
    keys: Sequence[int],
    facts: dict[str, tuple[int, ...]],
) -> JudgedPage:
    blocks = observed.page.blocks
    return JudgedPage(
        steps=steps,
        outline=observed.outline,
        spans=observed.spans,
        lengths=tuple(len(block.text) for block in blocks),
        reasons=tuple(decision.reason for decision in judgement.decisions),
        linked=tuple(map(is_linked_line, blocks)),
        captions=tuple(block.kind is Kind.CAPTION for block in blocks),
        keys=tuple(keys),
        facts=facts,
    )
