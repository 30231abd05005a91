"""From the pages of a site to its profile: the steps by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TYPE_CHECKING

from cleaners.block import Block, Kind
from cleaners.decision import Decision, Judgement
from cleaners.document import Document, DocumentKind
from cleaners.errors import CleanersError, NoMainContent
from cleaners.fields.build import build_article
from cleaners.fields.printed import find_printed
from cleaners.intake.open_document import open_document
from cleaners.judge.announced import announced_headline
from cleaners.judge.judge import judge
from cleaners.judge.template import is_linked_line
from cleaners.labels import load_lexicon
from cleaners.plaintext.road import read_plaintext
from cleaners.sites.learning.drafting import draft_profile
from cleaners.sites.learning.memory import MOST_TEXTS, Sighting, TextMemory
from cleaners.sites.learning.seen import Columns
from cleaners.sites.profile import SiteProfile

if TYPE_CHECKING:
    from cleaners.judge.judge import Models
    from cleaners.markup.observe import Observed

JUDGED_PAGES = 10  # more bring nothing: see the curve in docs/templates.md
_DRAWN = 4  # of later pages one in so many is drawn for: judging is what takes time
_MOST_ELEMENTS = 20_000  # of a page; a larger one is no story among others
_FACT_PAGES = 5  # of these the facts are read as well, which takes as long as judging


def learn_profile(documents: Iterable[Document | bytes | str], host: str) -> SiteProfile:
    """The profile of a host, learned from its pages; they are read one by one.

    Where too little was seen (fewer than three stories), or the pages have nothing in common, the
    profile says nothing of them, and the generic rules go on to speak.
    """
    learner = SiteLearner(host)
    for document in documents:
        learner.add(document)
    return learner.profile()


def write_learned(profile: SiteProfile, onto: str = "") -> str:
    """The TOML of a learned profile; with `onto`, the text of that file with it put in.

    What a person wrote there stays with its comments and wins; what was learned before is
    replaced. Raises `ProfileError` if `onto` is no profile.
    """
    # Imported here: few programs write profiles.
    from cleaners.sites.writing import merge_learned

    return merge_learned(profile, onto)


class SiteLearner:
    """Learns the template of one host from pages handed to it one by one.

    Memory is bounded: `most_texts` distinct lines are remembered, and `judged` pages are kept, the
    first ones and later a fair sample of every fourth (reservoir sampling, Vitter 1985), which the
    judge looks at; of all others the lines are counted. Same pages in the same order, same profile.
    `models` are for those who measure some, None are the shipped ones.

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
        self._sample: list[Columns] = []
        self._memory = TextMemory(most_texts)
        self._chance = Random(host)  # noqa: S311  a fair sample needs no secrets

    def add(self, document: Document | bytes | str) -> None:
        """Learn from one page; what is no page, or has no story, teaches nothing."""
        try:
            opened = open_document(document)
            if opened.kind is DocumentKind.TEXT:
                self._add_dump(opened)
            else:
                self._add_page(opened)
        except CleanersError:
            return

    def profile(self) -> SiteProfile:
        """What was learned so far; more pages may follow."""
        return draft_profile(self.host, self._sample, self._memory, self._versions)

    def _add_page(self, document: Document) -> None:
        # Imported here: whoever only cleans never needs it.
        from cleaners.markup.observe import observe

        place = self._place_in_sample()
        if place is None:
            observed = observe(document, for_judge=False)
            blocks = observed.page.blocks
            if len(blocks) <= _MOST_ELEMENTS and not self._is_version(blocks):
                self._memory.add(_sight(blocks, observed.places))
            return
        observed = observe(document)
        if len(observed.steps) > _MOST_ELEMENTS:
            return
        judgement = judge(observed.page, load_lexicon(), self._models)
        story = [decision.block for decision in judgement.decisions if decision.kept]
        if story and not self._is_version(story):
            sightings = _sight(observed.page.blocks, observed.places, judgement.decisions)
            keys = self._memory.add(sightings)
            facts = self._find_facts(document, observed, judgement)
            self._sample[place : place + 1] = [_columns(observed, judgement, keys, facts)]

    def _add_dump(self, document: Document) -> None:
        """Lines without markup: nothing but their texts can be learned."""
        decisions = judge(read_plaintext(document, None), load_lexicon(), self._models).decisions
        story = [decision.block for decision in decisions if decision.kept]
        if story and not self._is_version(story):
            blocks = [decision.block for decision in decisions]
            self._memory.add(_sight(blocks, None, decisions))

    def _is_version(self, story: Iterable[Block]) -> bool:
        """Whether the story was seen before; links are no story of their own."""
        is_version = self._memory.is_version(block.text for block in story if not block.link_chars)
        self._versions += is_version
        return is_version

    def _place_in_sample(self) -> int | None:
        """Where in the sample the next page belongs, None where it does not."""
        if len(self._sample) < self._judged:
            return len(self._sample)
        stories = self._memory.stories
        place = self._chance.randrange(stories + 1) if stories % _DRAWN == 0 else self._judged
        return place if place < self._judged else None

    def _find_facts(
        self, document: Document, observed: Observed, judgement: Judgement
    ) -> dict[str, tuple[int, ...]]:
        if len(self._sample) >= _FACT_PAGES:
            return {}
        try:
            article = build_article(document, observed.page, judgement, load_lexicon(), None)
        except NoMainContent:
            return {}
        return find_printed(article, observed.page.blocks)


def _sight(
    blocks: Sequence[Block],
    places: Sequence[str] | None,
    decisions: Sequence[Decision] | None = None,
) -> list[Sighting]:
    """The lines of a page as the memory takes them."""
    return [
        Sighting(
            block.text,
            places[index] if places else None,
            decisions[index].kept if decisions else None,
            announced_headline(blocks, index),
        )
        for index, block in enumerate(blocks)
    ]


def _columns(
    observed: Observed,
    judgement: Judgement,
    keys: Sequence[int],
    facts: dict[str, tuple[int, ...]],
) -> Columns:
    blocks = observed.page.blocks
    return Columns(
        observed.steps,
        observed.outline,
        observed.spans,
        tuple(len(block.text) for block in blocks),
        tuple(decision.reason for decision in judgement.decisions),
        tuple(map(is_linked_line, blocks)),
        tuple(block.kind is Kind.CAPTION for block in blocks),
        tuple(keys),
        facts,
    )
