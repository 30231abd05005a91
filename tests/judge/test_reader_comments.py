"""Comments below a story go as a whole, however short the story is."""

from __future__ import annotations

import pytest

from cleaners import Article, NoMainContent, clean

STORY = "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы."
SAID = (
    "Жители ждали этого моста двадцать лет, и вот наконец дождались, спасибо строителям.",
    "А старую переправу разберут только осенью, так что пробки пока никуда не денутся.",
    "Говорят, что в выходные по новому мосту уже ездили грузовики, и ничего не случилось.",
)


def page(comments: str, story: str = f"<p>{STORY}</p>") -> Article:
    """A story with this part below it."""
    head = "<html lang=ru><title>Мост открыт раньше срока</title><body><main>"
    body = f"<article><h1>Мост открыт раньше срока</h1>{story}</article>{comments}</main>"
    return clean(head + body, None, profile=None)


SYSTEMS = {
    "WordPress, classic": (
        (
            "<div id=comments class=comments-area><h2>3 ответа на «Мост открыт "
            "раньше срока»</h2><ol class=comment-list>{}</ol></div>"
        ),
        (
            "<li class=comment><article class=comment-body><footer><b class=fn>Пётр"
            "</b></footer><div class=comment-content><p>{}</p></div></article></li>"
        ),
    ),
    "WordPress, blocks": (
        (
            "<section><div class=wp-block-comments><h2>3 responses to "
            "“Мост открыт раньше срока”</h2><ol>{}</ol></div></section>"
        ),
        (
            "<li><div class=wp-block-comment-author-name>Пётр</div>"
            "<div class=wp-block-comment-content><p>{}</p></div></li>"
        ),
    ),
    "Drupal": (
        "<section id=comments><h2>Комментарии</h2>{}</section>",
        (
            "<article class=comment><p class=comment__author>Пётр</p><div class=comment__content>"
            "<p>{}</p></div></article>"
        ),
    ),
    "Joomla": (
        "<div id=jc class=comments>{}</div>",
        "<div class=box><a class=comment-author>Пётр</a><div class=comment-body>{}</div></div>",
    ),
    "Bitrix": (
        "<div class=comments-list>{}</div>",
        (
            "<div class=comment-item><div class=comment-author>Пётр</div><div class=comment-text>{}"
            "</div></div>"
        ),
    ),
}


@pytest.mark.parametrize(("part", "item"), SYSTEMS.values(), ids=SYSTEMS)
def test_comments_of_a_short_story_go(part: str, item: str) -> None:
    """Three comments are more text than one sentence of story."""
    comments = part.format("".join(item.format(text) for text in SAID))
    assert page(comments).article_body == STORY


def test_a_part_named_after_comments_may_hold_the_story() -> None:
    """Nothing is left without it, then."""
    story = "".join(f"<p>{text}</p>" for text in SAID)
    article = page(
        "", f"<div class='has-comments comments'><div class=comment-body>{story}</div></div>"
    )
    assert article.article_body == "\n\n".join(SAID)


def test_facts_below_the_story_are_no_story() -> None:
    """«Posted» and «by» beside a name, as block themes print them."""
    facts = "<div><p>Posted</p><p>by</p><p>Ася Петрова</p></div>"
    try:
        assert page(facts).article_body == STORY
    except NoMainContent:
        pytest.fail("the story is one sentence, and a story")
