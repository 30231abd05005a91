"""A story that the page itself does not show is found where its scripts would take it from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaners import NoMainContent, clean
from cleaners.markup.flight import read_flight

FERRY = (
    (
        "The ferry company said on Monday that it would cancel winter crossings after two engines "
        "failed in a week."
    ),
    (
        "Passengers with tickets for December will be offered a bus and a night at a hostel in the "
        "harbour town, the company said."
    ),
    (
        "The union of sailors had warned in the spring that the older of the two ships was not "
        "fit for the open sea."
    ),
    "A decision on a new vessel is expected before the end of January, when the council meets.",
)
MELNITSA = (
    (
        "Старую ветряную мельницу под Озёрском разберут по брёвнам и перевезут в музей под "
        "открытым небом, сообщили в районном отделе культуры."
    ),
    (
        "Мастера пронумеруют каждое бревно, чтобы весной собрать сруб на новом месте без единого "
        "лишнего гвоздя."
    ),
    "Жители села просили оставить хотя бы жернова: на них ещё помнят имена последних мельников.",
)
KUDYK = (
    (
        "Маңғыстау облысында бес жүз құдықтың орны цифрлық картаға түсірілді, деп хабарлады "
        "облыстық тарихи-мәдени мұра орталығы."
    ),
    (
        "Жұмысқа көктемнен бері жиырма төрт студент пен үш аспан суретшісі қатысып, әр құдықтың "
        "тереңдігін өлшеді."
    ),
    "Келесі жылы карта ашық қолжетімділікке шығады, оған шопандар мен жолаушылар сүйене алады.",
)
STORIES = {"en": FERRY, "ru": MELNITSA, "kk": KUDYK}
MENU = "".join(
    f'<li><a href="/s/{n}">{n}</a></li>' for n in ("News", "Sport", "Culture", "Weather")
)


def page(hidden: str, shown: str = '<div id="root"></div>') -> str:
    """A page whose scripts have not run."""
    return (
        "<html><head><title>The Bay</title></head><body>"
        f"<nav><ul>{MENU}</ul></nav>{shown}{hidden}</body></html>"
    )


def paragraphs(story: tuple[str, ...]) -> str:
    """The story as markup."""
    return "".join(f"<p>{text}</p>" for text in story)


def jsonld(story: tuple[str, ...]) -> str:
    """The story for search engines."""
    data = {"@type": "NewsArticle", "articleBody": "\n\n".join(story)}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def state(data: Any) -> str:
    """A state that a script reads, as Next.js keeps it."""
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'


def arc(story: tuple[str, ...]) -> str:
    """Paragraphs as a list of content elements, beside longer texts that are no story."""
    elements = [{"type": "text", "content": text} for text in story]
    related = [{"title": "Other", "text": "Another story has far more words than this one. " * 30}]
    return state({"props": {"story": {"content_elements": elements}, "relatedStories": related}})


def prosemirror(story: tuple[str, ...]) -> str:
    """Paragraphs as nodes whose text is split at every style."""
    nodes = [
        {"type": "paragraph", "content": [{"text": text[:20]}, {"text": text[20:], "marks": ["b"]}]}
        for text in story
    ]
    return (
        f"<script>window.__STATE__ = {json.dumps({'doc': {'content': nodes}})}; start();</script>"
    )


def html_string(story: tuple[str, ...]) -> str:
    """The whole story as one string of markup within a call."""
    return f"<script>boot({json.dumps({'a': [{'body': paragraphs(story)}]})})</script>"


def flight(story: tuple[str, ...]) -> str:
    """Components in the stream of Next.js, torn in the middle of a row."""
    elements = [["$", "p", str(n), {"children": text}] for n, text in enumerate(story)]
    tree = ["$", "div", None, {"children": ["$L1", ["$", "article", None, {"children": elements}]]}]
    rows = f'1:I[77,[],"Client"]\n0:{json.dumps(tree)}\n'
    torn = (rows[:120], rows[120:])
    pushes = (f"self.__next_f.push([1,{json.dumps(piece)}])" for piece in torn)
    return "".join(f"<script>{push}</script>" for push in pushes)


def code(story: tuple[str, ...]) -> str:
    """A state as Nuxt writes it: code whose keys have no quotes."""
    post = f"{{title:'The bay',content:{json.dumps(paragraphs(story))},tags:[\"sea\"]}}"
    return f"<script>window.__NUXT__=(function(a){{return {{data:[{post}],ok:a}}}}(true))</script>"


HIDDEN = {
    "json_ld": ("json_ld", jsonld),
    "noscript": ("noscript", lambda story: f"<noscript>{paragraphs(story)}</noscript>"),
    "template": ("template", lambda story: f"<template>{paragraphs(story)}</template>"),
    "script of markup": (
        "template",
        lambda story: f'<script type="text/template">{paragraphs(story)}</script>',
    ),
    "list of elements": ("state", arc),
    "nested paragraphs": ("state", prosemirror),
    "string of markup": ("state", html_string),
    "stream of components": ("state", flight),
    "code": ("state", code),
}


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("where", HIDDEN)
def test_the_story_is_found_and_said_where(where: str, language: str) -> None:
    """All of its paragraphs in order, nothing of what stands beside them."""
    origin, hide = HIDDEN[where]
    article = clean(page(hide(STORIES[language])))
    assert article.text == "\n\n".join(STORIES[language])
    assert article.metadata.story_origin == origin


def test_a_story_that_is_shown_is_the_story() -> None:
    """Whatever else the page holds: nothing is looked for, and nothing said."""
    shown = f"<article><h1>Mill</h1>{paragraphs(MELNITSA)}</article>"
    article = clean(page(jsonld(FERRY), shown))
    assert article.text == "\n\n".join(MELNITSA)
    assert article.metadata.story_origin is None


@pytest.mark.parametrize(
    "hidden",
    [
        "<noscript>Please enable JavaScript to read this page.</noscript>",
        jsonld(("Short.",)),
        state({"i18n": {"cookies": "We use cookies to make the site work and to count. " * 9}}),
        "<script>var a = {broken: [1, 2</script>",
    ],
    ids=["notice", "stub", "messages", "no JSON"],
)
def test_no_story_is_made_of_what_is_none(hidden: str) -> None:
    """Notices, stubs and dictionaries of messages stay what they are."""
    with pytest.raises(NoMainContent):
        clean(page(hidden))


def test_long_texts_of_the_stream_are_counted_in_bytes() -> None:
    """A row `id:T<bytes>,` may hold line breaks and letters of two bytes."""
    text = "<p>Мельницу\nперевезут.</p>"
    row = f"a:T{len(text.encode()):x},{text}0:"
    tree = ["$", "div", None, {"dangerouslySetInnerHTML": {"__html": "$a"}}]
    script = f"self.__next_f.push([1,{json.dumps(row + json.dumps(tree))}])"
    assert read_flight([script]) == f"<div>{text}</div>"
