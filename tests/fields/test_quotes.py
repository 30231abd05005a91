"""Who is quoted belongs to the quote, however it is marked up; invitations to read on do not."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.fields.pages import STORIES, article

SAID, SPEAKER = "Мы ждали этого моста двадцать лет.", "Марат Сейткалиев, строитель"
ALSO = "<a href=/n/school>Про школу и каникулы в новом году</a>"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>{said}</p><cite>{speaker}</cite></blockquote>",
        "<blockquote><p>{said}</p><footer>{speaker}</footer></blockquote>",
        (
            "<figure class=wp-block-pullquote><blockquote><p>{said}</p><cite>{speaker}</cite>"
            "</blockquote></figure>"
        ),
        (
            "<figure><blockquote><p>{said}</p></blockquote><figcaption class=blockquote-footer>"
            "{speaker}</figcaption></figure>"
        ),
    ],
    ids=["cite", "footer", "pullquote", "figcaption"],
)
def test_who_is_quoted_stands_behind_the_quote(quote: str) -> None:
    """As a part of the text."""
    first, *others = STORIES["ru"]
    said = quote.format(said=SAID, speaker=SPEAKER)
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in others)
    html = f"<html lang=ru><title>Мост</title><main><h1>Мост</h1><p>{first}</p>{said}{rest}</main>"
    found = clean(html, profile=None).article_body
    assert found == "\n\n".join((first, SAID, SPEAKER, *others))


@pytest.mark.parametrize(
    "invitation",
    [
        f"<p>Читайте также: {ALSO}</p>",
        f"<p><strong>Читайте также:</strong> {ALSO}</p>",
        f"<div class=box><p>Читайте также</p><ul><li>{ALSO}</li><li>{ALSO}</li></ul></div>",
        f"<p>Оқи отырыңыз: {ALSO}</p>",
        f"<p>Материалы по теме: {ALSO}</p>",
        f"<blockquote><p>Читайте также: {ALSO}</p></blockquote>",
    ],
)
def test_invitations_to_other_stories_are_no_text(invitation: str) -> None:
    """Above the text or below it."""
    for place in ({"body": invitation}, {"behind": invitation}):
        assert article(lang="ru", **place).article_body == "\n\n".join(STORIES["ru"])


@pytest.mark.parametrize(
    "foreign",
    [
        "<footer><address>Астана, ул. Абая, 5. Редактор Олег Ким</address></footer>",
        (
            "<footer class=entry-footer><a rel=author href=/author/red/>View all posts by admin</a>"
            "</footer>"
        ),
        "<div><a rel=author href=/author/a>Посмотреть все записи автора →</a></div>",
    ],
    ids=["address", "button", "button without a name"],
)
def test_addresses_and_buttons_are_no_authors(foreign: str) -> None:
    """Whatever their markup says."""
    assert article(lang="ru", behind=foreign).authors == ()
