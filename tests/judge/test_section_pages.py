"""Pages of a section or of a whole site: they give no story, or say that it is none."""

from __future__ import annotations

import pytest

from cleaners import NoMainContent, clean

_LEAST = 0.3  # confidence from which a page counts as a story

SUBJECTS = (
    "The council rebuilds the old pier", "Ferries keep to their winter timetable",
    "School roof waits another year for money", "Storm tears three boats from the quay",
    "Library opens late on Thursdays again", "Harbour café changes hands after thirty years",
    "New bridge is tested with forty lorries", "Anglers count fewer herring than last spring",
)  # fmt: skip
SENTENCES = (
    "The decision fell on Tuesday evening after a debate of four hours in a full hall.",
    "Work will begin in April, said the engineer, and the harbour will stay open meanwhile.",
    "Opponents of the plan argue that the loan leaves nothing for the roof of the school.",
    "Until then the old timetable holds, and tickets that were bought remain valid.",
)


def told(number: int) -> str:
    """Two paragraphs, unlike those of another number."""
    first, second = (
        " ".join(f"{sentence[:-1]}, for the {number}th time since 1990." for sentence in half)
        for half in (SENTENCES[:2], SENTENCES[2:])
    )
    return f"<p>{first}</p><p>{second}</p>"


def confidence(html: str, url: str = "https://courier.example/harbour/") -> float:
    """How sure the story of a page is; 0 where it has none."""
    try:
        return (
            clean(f"<!doctype html><html lang=en>{html}", url, profile=None).metadata.confidence
            or 0
        )
    except NoMainContent:
        return 0.0


def blog(date: str) -> str:
    """A page of posts with two paragraphs each, all of them with their beginning and their date."""
    posts = "".join(
        f"<div class=post><h2><a href=/n/{number}>{subject}</a></h2>{date}{told(number)}</div>"
        for number, subject in enumerate(SUBJECTS)
    )
    return f"<body><div class=list>{posts}</div>"


def story(links: int = 0) -> str:
    """A page with one story, and links below it."""
    others = "".join(
        f"<li><a href=/n/{number}>{SUBJECTS[number % 8]}, part {number}</a></li>"
        for number in range(links)
    )
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)
    return f"<main><h1>{SUBJECTS[0]}</h1>{paragraphs}</main><ul class=others>{others}</ul>"


@pytest.mark.parametrize(
    "date",
    ["<p class=date>3 May 2025</p>", "<div>Posted on May 3, 2025</div>", "<time>2025-05-03</time>"],
)
def test_posts_with_a_date_each_are_no_story(date: str) -> None:
    """However much of each is shown."""
    assert confidence(blog(date)) < _LEAST


@pytest.mark.parametrize(
    "marks",
    [
        '<script type="application/ld+json">{"@type": "CollectionPage"}</script><body>',
        '<body class="archive category category-harbour">',
        '<script type="application/ld+json">{"@type": "SearchResultsPage"}</script><body>',
    ],
    ids=["collection", "archive", "search"],
)
def test_a_page_that_calls_itself_a_listing_is_none(marks: str) -> None:
    """Though what it says of the section reads like a story."""
    assert confidence(marks + story()) < _LEAST <= confidence(f"<body>{story()}")


@pytest.mark.parametrize(
    "url", ["https://courier.example", "https://courier.example/?utm_source=a",
            "http://courier.example/index.html"],
)  # fmt: skip
def test_a_front_page_that_leads_to_many_stories_is_none(url: str) -> None:
    """It may print its first one whole."""
    assert confidence(story(links=30), url) < _LEAST


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://ann.example/", 3),
        ("https://courier.example/?p=137", 30),
        ("https://courier.example/2025/05/pier/", 30),
    ],
    ids=["site of one page", "address by number", "story"],
)
def test_a_story_is_no_front_page(url: str, links: int) -> None:
    """Not for its links alone, nor for its address alone."""
    assert confidence(story(links), url) >= _LEAST


@pytest.mark.parametrize(
    "teaser",
    [
        "<h2><a href=/n/{n}>{title}</a></h2><p>{text}</p>",
        "<div class=t><h3>{title}</h3><p>{text}</p><a href=/n/{n}>Weiterlesen</a></div>",
        "<dt><a href=/n/{n}>{title}</a><dd>{text}",
        "<table><tr><td><b><a href=/n/{n}>{title}</a></b><br>{text}<br></table>",
        "<article><h2><a href=/n/{n}>{title}</a></h2><p>{text} {more}</p></article>",
    ],
    ids=["flat", "button", "definitions", "one text", "long"],
)
@pytest.mark.parametrize("name", ["Harbour", "Новости района", ""])
def test_teasers_one_behind_the_other_are_no_story(teaser: str, name: str) -> None:
    """Whatever elements hold them, and wherever their link stands."""
    teasers = "".join(
        teaser.format(
            n=n,
            title=subject,
            text=f"{SENTENCES[n % 4][:-1]}, says {n}.",
            more=f"{SENTENCES[(n + 1) % 4][:-1]}, they say {n}.",
        )
        for n, subject in enumerate(SUBJECTS)
    )
    assert confidence(f"<title>{name}</title><body><div><h1>{name}</h1>{teasers}</div>") < _LEAST


@pytest.mark.parametrize(
    "parts",
    [
        "<p>{text}</p><p class=also><a href=/n/{n}>{title}</a></p>",
        "<p>{text} <a href=/n/{n}>{title}</a> tells more of it, and so do the neighbours.</p>",
        "<h2>{title}</h2><p>{text}</p>",
    ],
    ids=["between", "within", "subheadings"],
)
def test_a_story_with_many_links_is_one(parts: str) -> None:
    """It begins with text of its own."""
    text = "".join(
        parts.format(n=n, title=subject, text=f"{SENTENCES[n % 4][:-1]}, for the {n}th time.")
        for n, subject in enumerate(SUBJECTS)
    )
    opening = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    page = f"<main><h1>How the harbour lives now</h1>{opening}{text}</main>"
    assert confidence(f"<title>How the harbour lives now</title><body>{page}") >= _LEAST


def test_a_story_of_parts_made_alike_is_one() -> None:
    """The best cafés of a town, each with a link of its own, and the date of the story above."""
    parts = "".join(
        f"<div class=cafe><h2><a href=https://cafe{number}.example/>{subject}</a></h2>"
        f"{told(number)}</div>"
        for number, subject in enumerate(SUBJECTS)
    )
    head = (
        f"<h1>Eight mornings by the harbour</h1><p class=date>3 May 2025</p><p>{SENTENCES[0]}</p>"
    )
    assert confidence(f"<body><main>{head}{parts}</main>") >= _LEAST
