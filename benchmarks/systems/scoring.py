"""How many stories were found, and how many of their facts are right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec

from benchmarks.fields_metric import fold_words, same_day, same_language, same_moment
from benchmarks.quality.scoring import count_shingles
from benchmarks.systems.newsroom import Block, Newsroom, Story

_SIZE = re.compile(r"-(?:\d+x\d+|scaled)(?=\.\w+$)")
FACTS = (
    "headline",
    "authors",
    "day",
    "date",
    "language",
    "section",
    "tags",
    "main image",
    "images",
)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What an extractor says of one story; `images` is None where it was not asked for any."""

    url: str
    text: str = ""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    main_image: str | None = None
    images: tuple[str, ...] | None = None


class Score(msgspec.Struct, frozen=True):
    """What one crawl of one site is worth; shares in 0…1.

    `facts` has the share of right answers among the stories whose page prints the fact, `wrong` a
    line for each wrong one, `others` are addresses of what is no story.
    """

    stories: int
    found: int
    twice: int
    others: tuple[str, ...]
    requests: int
    body: float
    facts: dict[str, float]
    wrong: tuple[str, ...]


def read_article(article: Mapping[str, Any]) -> Answer:
    """The answer in an article's JSON."""
    return Answer(
        url=article["url"],
        text=article.get("articleBody", ""),
        headline=article.get("headline"),
        authors=tuple(author["name"] for author in article.get("authors", ())),
        date=article.get("datePublished"),
        language=article.get("inLanguage"),
        section=article.get("section"),
        tags=tuple(article.get("tags", ())),
        main_image=article.get("mainImage", {}).get("url"),
        images=tuple(image["url"] for image in article.get("images", ()) if "url" in image),
    )


def score(
    newsroom: Newsroom, answers: Sequence[Answer], requests: int, printed: frozenset[str]
) -> Score:
    """Compare; `printed` are the facts that the theme shows."""
    by_slug: dict[str, list[Answer]] = {}
    for answer in answers:
        by_slug.setdefault(_slug(answer.url), []).append(answer)
    slugs = {story.slug for story in newsroom.stories}
    pairs = [(story, by_slug[story.slug][0]) for story in newsroom.stories if story.slug in by_slug]
    judged = [fact for pair in pairs for fact in _judge(*pair, printed)]
    bodies = [_score_body(*pair, printed) for pair in pairs]
    return Score(
        stories=len(newsroom.stories),
        found=len(pairs),
        twice=sum(len(by_slug[story.slug]) - 1 for story, _ in pairs),
        others=tuple(answer.url for answer in answers if _slug(answer.url) not in slugs),
        requests=requests,
        body=sum(bodies) / len(newsroom.stories),
        facts=_share_right(judged),
        wrong=(
            *(str(fact) for fact in judged if not fact.is_right),
            *(
                f"body {f1:.3f}: {a.url}"
                for (_, a), f1 in zip(pairs, bodies, strict=True)
                if f1 < 1
            ),
        ),
    )


class _Judged(NamedTuple):
    """One fact of one story."""

    name: str
    url: str
    answer: object
    gold: object
    is_right: bool

    def __str__(self) -> str:
        return f"{self.name}: {self.answer!r}, not {self.gold!r}: {self.url}"


def _share_right(judged: Sequence[_Judged]) -> dict[str, float]:
    right: dict[str, list[bool]] = {}
    for fact in judged:
        right.setdefault(fact.name, []).append(fact.is_right)
    return {name: sum(each) / len(each) for name, each in right.items()}


def _score_body(story: Story, answer: Answer, printed: frozenset[str]) -> float:
    gold = "\n".join(text for block in _blocks(story, printed) for text in block.texts)
    return count_shingles(gold, answer.text).f1


def _blocks(story: Story, printed: frozenset[str]) -> tuple[Block, ...]:
    """Those of the story, or of the first of its pages where the theme leads to no other."""
    return story.blocks() if "parts" in printed else story.blocks(1)


def _judge(story: Story, answer: Answer, printed: frozenset[str]) -> Iterator[_Judged]:
    """Each fact that the page of the story prints."""

    def fact(name: str, given: object, gold: object, *, is_right: bool | None = None) -> _Judged:
        return _Judged(
            name, answer.url, given, gold, given == gold if is_right is None else is_right
        )

    front = {story.picture} if story.picture and "main image" in printed else set()
    shown = {block.picture for block in _blocks(story, printed) if block.picture}
    is_same = fold_words(answer.headline) == fold_words(story.headline)
    yield fact("headline", answer.headline, story.headline, is_right=is_same)
    yield fact("authors", answer.authors, (story.author,))
    is_same = same_day(answer.date, story.published)
    yield fact("day", answer.date, story.published, is_right=is_same)
    is_same = same_moment(answer.date, story.published)
    yield fact("date", answer.date, story.published, is_right=is_same)
    is_same = same_language(answer.language, story.language)
    yield fact("language", answer.language, story.language, is_right=is_same)
    yield fact("section", answer.section, story.section)
    yield fact("tags", sorted(answer.tags), sorted(story.tags))
    if front:
        yield fact("main image", _name(answer.main_image), story.picture)
    if answer.images is not None:
        yield fact("images", {_name(url) for url in answer.images} - front, shown)


def _slug(url: str) -> str:
    return unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].removesuffix(".html")


def _name(url: str | None) -> str:
    """The name of a picture's file, in whatever size."""
    return _SIZE.sub("", urlsplit(url or "").path.rpartition("/")[2])
