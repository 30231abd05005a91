"""A story that its page holds more than once comes out once, whole and in its order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaners import Article, Reason, clean

ORCHARD = [
    f"{first} {second}"
    for first, second in (
        ("The oldest apple tree of the valley was felled on Thursday after", "a storm split it."),
        ("Its trunk had been hollow since the war, and for three winters", "owls nested in it."),
        ("Schoolchildren had gathered its last fruit in October to press", "juice for the fair."),
        ("A gardener from the next village has taken forty cuttings, which", "will be grafted."),
        ("Whoever wants one of the young trees can put down a name at the", "library until May."),
        ("The owner, who is eighty-one, says that she will plant the first", "of them herself."),
    )
]
KYLYSH = [
    f"{first} {second}"
    for first, second in (
        ("Курган у степной дороги раскопали за одно лето, хотя спорили о нём", "тридцать лет."),
        ("Под насыпью нашли не золото, а мастерскую: тигли, формы, шлак и", "кости лошадей."),
        (
            "Мастер, по словам археологов, отливал здесь удила для всей округи,",
            "и не одно десятилетие.",
        ),
        ("Находки передадут в районный музей, где для них уже освободили зал", "с окнами на реку."),
        ("Весной экспедиция вернётся: рядом видны ещё две насыпи, и обе целы", "до сих пор."),
    )
]
TEMPLE = [
    "山谷里最老的苹果树在星期四被砍倒了，此前一场暴风雨把它劈成了两半，村民们都来送别。",
    "它的树干从战争年代起就是空的，连续三个冬天都有猫头鹰在里面筑巢，孩子们常来观看。",
    "邻村的一位园丁剪下了四十根枝条，准备嫁接，想要小树的人可以到图书馆登记姓名。",
    "树的主人今年八十一岁，她说自己要亲手种下第一棵小树，地点就选在老树原来的位置。",
    "学校的孩子们十月份采下了最后一批果实，榨成果汁在集市上出售，收入用来买新树苗。",
]
STORIES = {"en": ORCHARD, "ru": KYLYSH, "zh": TEMPLE}


def marked(texts: list[str]) -> str:
    """Paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


def part(name: str, texts: list[str], attributes: str = "") -> str:
    """A part of the page."""
    return f'<div class="{name}"{attributes}>{marked(texts)}</div>'


def slices(texts: list[str]) -> str:
    """The body in pieces between boxes, and again in other pieces."""
    box = '<div class="newsletter">Get the best of the week in your inbox every Friday.</div>'
    wide = [part("wide", texts[:2]), part("wide", texts[2:])]
    narrow = [part("narrow", texts[:1]), part("narrow", texts[1:3]), part("narrow", texts[3:])]
    return box.join(wide) + box.join(narrow)


DOUBLED: dict[str, Callable[[list[str]], str]] = {
    "small screens": lambda t: part("desktop", t) + part("mobile", t),
    "hidden": lambda t: part("text", t) + part("text", t, ' style="display:none"'),
    "hidden comes first": lambda t: part("text", t, " hidden") + part("text", t),
    "hidden from readers aloud": lambda t: part("text", t, ' aria-hidden="true"') + part("text", t),
    "print": lambda t: part("story", t) + part("print-only", t),
    "three times": lambda t: part("l", t) + part("m", t) + part("s", t),
    "slices": slices,
    "an excerpt above": lambda t: part("excerpt", t[:3]) + part("full", t),
    "an excerpt below": lambda t: part("full", t) + part("again", t[-3:]),
    "a preview of two": lambda t: part("x1", t[:2]) + part("x2", t),
    "a preview of one": lambda t: part("lead", t[:1]) + part("rest", t),
    "a preview that is cut off": lambda t: (
        part("x1", [t[0], f"{t[1][: len(t[1]) * 2 // 3]}…"]) + part("x2", t)
    ),
    "in one piece for a voice": lambda t: (
        f"<div class=audio hidden>Of trees and mounds. {' '.join(t)}</div>" + part("text", t)
    ),
    "each paragraph twice": lambda t: "".join(part("l", [x]) + part("s", [x]) for x in t),
}


def cleaned(body: str) -> Article:
    """The article of a page with this body."""
    return clean(f"<html><body><main><h1>Of trees and mounds</h1>{body}</main></body></html>")


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("how", DOUBLED)
def test_a_story_printed_twice_is_kept_once(how: str, language: str) -> None:
    """Whole, in the order of the story; the copies say what they are."""
    texts = STORIES[language]
    article = cleaned(DOUBLED[how](texts))
    assert article.text == "\n\n".join(texts)
    assert any(block.reason is Reason.COPY for block in article.removed)


REFRAIN = "And the river went on under the bridge, as rivers do when nobody looks."


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<p>{text}</p><p>{REFRAIN}</p>" for text in ORCHARD[:3]) + marked(ORCHARD[3:]),
        marked(ORCHARD[:3]) + f"<blockquote>{ORCHARD[1]}</blockquote>" + marked(ORCHARD[3:]),
        marked(ORCHARD[:4])
        + "<table>"
        + "<tr><td>Cuttings of the old tree, rooted in sand for one winter</td><td>4</td></tr>" * 3
        + "</table>"
        + marked(ORCHARD[4:]),
    ],
    ids=["refrain", "quote that returns", "cells of a table"],
)
def test_what_may_return_in_a_story_is_no_copy(body: str) -> None:
    """Nothing of it is taken away."""
    assert not any(block.reason is Reason.COPY for block in cleaned(body).removed)
