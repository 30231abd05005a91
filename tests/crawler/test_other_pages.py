"""Static pages, protected stories, answers to comments: not asked for, or not stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.crawler import village_paper
from tests.crawler.crawls import crawl_command, start_crawl
from tests.crawler.village_paper import Answer, VillagePaper, links, page, story, xml

STORY, PROTECTED = "/2025/05/20/bridge-opens/", "/2025/05/20/for-members-only/"
ABOUT, RULES = "/who-we-are-and-who-writes/", "/rules-of-our-house-for-readers/"
SITEMAPS = (
    "/wp-sitemap-posts-post-1.xml",
    "/wp-sitemap-posts-page-1.xml",
    "/wp-sitemap-users-1.xml",
)
FORM = "<form class=post-password-form method=post><input type=password name=post_password></form>"


def with_body_class(answer: Answer, names: str) -> Answer:
    """A page whose body has these classes."""
    return replace(answer, body=answer.body.replace(b"<body>", f"<body class='{names}'>".encode()))


def write_pages(paper: VillagePaper) -> None:
    """A paper as WordPress publishes it; its front page links everything."""
    buttons = f"<a href='{STORY}?replytocom=7#respond'>a</a><a href='{STORY}?share=x'>b</a>"
    own = story("Bridgeford").body.replace(b"</article>", f"</article>{buttons}".encode())
    menu = f"<nav><ul><li class=page_item><a href={ABOUT}>About us</a></ul></nav>"
    index = "".join(f"<sitemap><loc>{paper.url}{path}</loc></sitemap>" for path in SITEMAPS)
    posts = "".join(f"<url><loc>{paper.url}{path}</loc></url>" for path in (STORY, PROTECTED))
    paper.answers = {
        "/": page(menu + links(STORY, RULES) + buttons),
        "/robots.txt": Answer(f"Sitemap: {paper.url}/wp-sitemap.xml".encode(), "text/plain"),
        "/wp-sitemap.xml": xml(f"<sitemapindex>{index}</sitemapindex>"),
        SITEMAPS[0]: xml(f"<urlset>{posts}</urlset>"),
        STORY: with_body_class(Answer(own), "single postid-4"),
        PROTECTED: with_body_class(
            page(f"<article><h1>For members only</h1>{FORM}</article>{own.decode()}"), "single"
        ),
        RULES: with_body_class(story("House"), "page page-id-2"),
        ABOUT: with_body_class(story("Paper"), "page page-id-3"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("follow", [(), ("-a", "follow=articles")], ids=["", "follow"])
def test_stories_alone_are_stored(tmp_path: Path, follow: tuple[str, ...]) -> None:
    """Of two static pages, one is linked like a story; it says of itself that it is none."""
    with village_paper.serving() as paper:
        write_pages(paper)
        command = [*crawl_command("news", paper.url, tmp_path / "out"), *follow]
        done = start_crawl(command, tmp_path / "out").finish()
    assert done.returncode == 0, done.log
    assert [article["url"] for article in done.articles] == [f"{paper.url}{STORY}"]
    assert done.dropped("other_page") == {
        f"{paper.url}{PROTECTED}": "the page says that it is no story (protected)",
        f"{paper.url}{RULES}": "the page says that it is no story (static)",
    }
    assert set(paper.asked) == {
        "/", "/robots.txt", "/wp-sitemap.xml", SITEMAPS[0], STORY, PROTECTED, RULES,
        "/.well-known/tdmrep.json",
    }  # fmt: skip
