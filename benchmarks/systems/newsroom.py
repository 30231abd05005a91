"""What the newsroom publishes: stories in three languages, their facts, and what is no story."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from html import escape
from zoneinfo import ZoneInfo

import msgspec

from fixtures.grown.prose import LANGUAGES, Dice, Prose, load_prose
from fixtures.replica.sidebar import slugify

ZONE = "Asia/Almaty"
SITE_NAME = "Степной листок"
SECTIONS = ("Новости", "Культура", "Экономика", "Спорт")
TAGS = ("паводок", "дороги", "школа", "хлеб", "река", "музей", "жильё", "театр")
_FIRST = datetime(2026, 9, 1, 7, 5, tzinfo=ZoneInfo(ZONE))
_BETWEEN = timedelta(hours=15, minutes=13)
_AUTHORS = 2  # of each language
_MOST_COMMENTS = 9


class Comment(msgspec.Struct, frozen=True):
    """What a reader wrote below a story."""

    author: str
    text: str
    written: str


class Block(msgspec.Struct, frozen=True):
    """A piece of a story as markup, the texts in it that belong to the story, or its picture."""

    html: str
    texts: tuple[str, ...] = ()
    picture: str = ""


class Story(msgspec.Struct, frozen=True):
    """One story with the facts that its page prints.

    `parts` are its pages; `picture` is the featured one. Those who know the `password` may read it.
    """

    slug: str
    language: str
    headline: str
    parts: tuple[tuple[Block, ...], ...]
    author: str
    published: str
    section: str
    tags: tuple[str, ...]
    picture: str
    comments: tuple[Comment, ...]
    password: str = ""

    def blocks(self, parts: int | None = None) -> tuple[Block, ...]:
        """Those of the first pages, or of all."""
        return tuple(block for part in self.parts[:parts] for block in part)


class Newsroom(msgspec.Struct, frozen=True):
    """Everything that is put into a publishing system; `pages` are static ones."""

    name: str
    zone: str
    authors: tuple[str, ...]
    sections: tuple[str, ...]
    stories: tuple[Story, ...]
    protected: tuple[Story, ...]
    pages: tuple[Story, ...]

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of all picture files."""
        stories = (*self.stories, *self.protected)
        return tuple(
            name
            for s in stories
            for name in (s.picture, *(block.picture for block in s.blocks()))
            if name
        )


def newsroom(stories: int) -> Newsroom:
    """So many stories, and a twelfth of that number of protected ones; five static pages."""
    protected = [_story(1000 + number, password="open") for number in range(stories // 12)]  # noqa: S106 - of posts that nobody may read
    return Newsroom(
        name=SITE_NAME,
        zone=ZONE,
        authors=tuple(dict.fromkeys(_author(number) for number in range(6 * _AUTHORS))),
        sections=SECTIONS,
        stories=tuple(_story(number) for number in range(stories)),
        protected=tuple(protected),
        pages=tuple(_static_page(number) for number in range(5)),
    )


@lru_cache(maxsize=len(LANGUAGES))
def _prose(language: str) -> Prose:
    return load_prose(language)


def _author(number: int) -> str:
    names = _prose(LANGUAGES[number % 3]).places["name_nom"]
    return names[number // 3 % _AUTHORS]


def _story(number: int, password: str = "") -> Story:
    """Every seventh story is short, every ninth has three pages, every third has a quote."""
    language = LANGUAGES[number % 3]
    prose, dice = _prose(language), Dice(f"newsroom/{number}")
    headline = prose.tell(prose.headlines, dice)
    published = _FIRST + number * _BETWEEN
    return Story(
        slug=f"{slugify(headline)[:60].strip('-')}-{number}",
        language=language,
        headline=headline,
        parts=_parts(number, prose, dice),
        author=_author(number),
        published=published.isoformat(),
        section=SECTIONS[number // 3 % len(SECTIONS)],
        tags=tuple(TAGS[(number + step) % len(TAGS)] for step in range(0, 2 * (number % 4), 2)),
        picture=f"front-{number}.jpg" if number % 3 != 1 else "",
        comments=_comments(number, prose, dice, published),
        password=password,
    )


def _parts(number: int, prose: Prose, dice: Dice) -> tuple[tuple[Block, ...], ...]:
    if number % 7 == 5:
        return ((_paragraph(prose.paragraph(dice)),),)
    blocks = [_paragraph(prose.paragraph(dice)) for _ in range(5 + dice.below(5))]
    blocks.insert(3, _heading(dice.one_of(prose.headings)))
    if number % 3 == 0:
        blocks.insert(2, _quote(prose.paragraph(dice), dice.one_of(prose.places["name_nom"])))
    if number % 4 == 0:
        blocks.append(_list([prose.tell(prose.sentences, dice) for _ in range(3)]))
    for place in range(number % 4 // 2 + number % 2):
        name = f"text-{number}-{place}.jpg"
        blocks.insert(1 + 2 * place, _figure(name, dice.one_of(prose.captions)))
    if number % 5 == 2:
        blocks.insert(-1, _read_also(prose.tell(prose.headlines, dice), number))
    if number % 9 != 4:
        return (tuple(blocks),)
    third = len(blocks) // 3
    return tuple(blocks[:third]), tuple(blocks[third : 2 * third]), tuple(blocks[2 * third :])


def _block(kind: str, html: str, *texts: str, picture: str = "") -> Block:
    """A block as the editor of WordPress stores it: comments around the markup."""
    return Block(f"<!-- wp:{kind} -->{html}<!-- /wp:{kind} -->", texts, picture)


def _paragraph(text: str) -> Block:
    return _block("paragraph", f"<p>{escape(text)}</p>", text)


def _heading(text: str) -> Block:
    return _block("heading", f"<h2>{escape(text)}</h2>", text)


def _quote(text: str, speaker: str) -> Block:
    quote = f"<p>{escape(text)}</p><cite>{escape(speaker)}</cite>"
    html = f'<blockquote class="wp-block-quote">{quote}</blockquote>'
    return _block("quote", html, text, speaker)


def _list(texts: list[str]) -> Block:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return _block("list", f"<ul>{items}</ul>", *texts)


def _figure(name: str, caption: str) -> Block:
    """A picture; the system that shows it puts its address into the braces."""
    picture = f'<img src="{{{name}}}" alt=""/><figcaption>{escape(caption)}</figcaption>'
    html = f'<figure class="wp-block-image size-full">{picture}</figure>'
    return _block("image", html, picture=name)


def _read_also(headline: str, number: int) -> Block:
    link = f'<a href="https://example.org/n/{number}">{escape(headline)}</a>'
    return _block("paragraph", f"<p>Читайте также: {link}</p>")


def _comments(number: int, prose: Prose, dice: Dice, published: datetime) -> tuple[Comment, ...]:
    count = number * 5 % (_MOST_COMMENTS + 1) if number % 3 else 0
    return tuple(
        Comment(
            author=dice.one_of(prose.places["name_nom"]),
            text=prose.paragraph(dice),
            written=(published + timedelta(hours=1 + n)).isoformat(),
        )
        for n in range(count)
    )


def _static_page(number: int) -> Story:
    """What stands at one address for years; its own has as many words as that of a story."""
    titles = ("О газете", "Реклама на сайте", "Контакты", "Вакансии", "Правила перепечатки")
    slugs = ("o-gazete", "reklama-na-nashem-sajte-i-v-gazete", "contacts", "vakansii",
             "pravila-perepechatki-nashih-materialov")  # fmt: skip
    story = _story(2000 + 3 * number)
    return msgspec.structs.replace(
        story,
        slug=slugs[number],
        headline=titles[number],
        published=(_FIRST - timedelta(days=90 - number)).isoformat(),
        picture="",
        parts=(tuple(block for block in story.blocks() if not block.picture),),
        comments=(),
    )
