"""Stories of several pages are one article; what their pages show is asked for once each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import crawl_command, start_crawl
from tests.crawler.village_paper import PARAGRAPHS, Answer, links, page

STORY = "/2025/05/village-gets-a-bridge/"


def part(number: int, of: int) -> Answer:
    """One page of the story; each has two paragraphs of its own."""
    around = "".join(
        f"<a class=post-page-numbers href={STORY if n == 1 else f'{STORY}{n}/'}>{n}</a> "
        for n in range(1, of + 1)
        if n != number
    )
    texts = (
        text.format(place=f"{name}-{number}")
        for text, name in zip(PARAGRAPHS[:2], "AB", strict=True)
    )
    body = "".join(f"<p>{text}</p>" for text in texts)
    return page(
        f"<article><h1>Village gets a bridge</h1>{body}<nav class=page-links>{around}</nav>"
    )


@pytest.mark.slow
@pytest.mark.parametrize(("lost", "pages", "is_cut"), [(None, 3, False), (3, 2, True)])
def test_pages_of_a_story_are_one_article(
    tmp_path: Path, lost: int | None, pages: int, is_cut: bool
) -> None:
    """In order; where one does not come, the story lacks its end and says so."""
    with village_paper.serving() as paper:
        paper.answers = {
            STORY if number == 1 else f"{STORY}{number}/": part(number, 3)
            for number in (1, 2, 3)
            if number != lost
        }
        paper.answers["/"] = page(links(*paper.answers))
        command = crawl_command("news", paper.url, tmp_path / "out")
        done = start_crawl(command, tmp_path / "out").finish()
    assert "Traceback" not in done.log
    (story,) = done.articles
    assert story["url"].endswith(STORY)
    places = [f"{name}-{number}" for number in range(1, pages + 1) for name in "AB"]
    found = story["articleBody"].split("\n\n")
    assert [place for place, text in zip(places, found, strict=True) if place in text] == places
    assert story["metadata"]["joined"] == pages
    assert story["metadata"].get("truncated", False) is is_cut
    lost_path = f"{STORY}{lost}/"
    asked = {path: n for path, n in paper.asked.items() if path.startswith(STORY)}
    assert all(count == 1 for path, count in asked.items() if path != lost_path)
