"""Which pages say of themselves that they are no story."""

from __future__ import annotations

import pytest

from cleaners.document import PageType
from tests.fields.pages import STORIES
from tests.markup.test_head import head


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ("post-template-default single single-post postid-4", None),
        ("page-template-default page page-id-2", PageType.STATIC),
        ("home page-template-front page-id-8", PageType.STATIC),
        ("page-template page-about", PageType.STATIC),
        ("post-template tag-news", None),
        ("path-node page-node-type-page", PageType.STATIC),
        ("path-node page-node-type-article", None),
        ("html not-front node-type-page", PageType.STATIC),
        ("static_page", PageType.STATIC),
        ("archive category category-news", PageType.LISTING),
        ("home blog", PageType.LISTING),
        ("search-results", PageType.LISTING),
        ("error404", PageType.LISTING),
        ("archive-page", None),
        ("page", None),
        ("", None),
    ],
)
def test_systems_write_it_into_the_class_of_the_body(classes: str, kind: PageType | None) -> None:
    """WordPress, Ghost, Drupal, Blogger; what is not surely theirs tells nothing."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["ru"])
    assert head(f"<body class='{classes}'>{text}").page_type == kind


@pytest.mark.parametrize(
    ("data", "line", "kind"),
    [
        ('{"@type":"AboutPage"}', "", PageType.STATIC),
        ('{"@type":["WebPage","ContactPage"]}', "", PageType.STATIC),
        ('{"@type":"CollectionPage"}', "", PageType.LISTING),
        ('{"@type":"WebPage"}', "", PageType.STATIC),
        ('{"@type":"WebPage"}', "<time datetime=2025-05-20></time>", None),
        ('{"@type":"WebPage","datePublished":"2025-05-20"}', "", None),
        ('[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"Мост"}]', "", None),
        ('{"@type":"Organization"}', "", None),
    ],
)
def test_json_ld_tells_it(data: str, line: str, kind: PageType | None) -> None:
    """A page of no special kind is a static one where no date stands on it."""
    script = f'<script type="application/ld+json">{data}</script>'
    assert head(f"{script}<body>{line}<p>Мост открыт.</p>").page_type == kind


@pytest.mark.parametrize(
    "form",
    [
        "<form class=post-password-form action=/wp-login.php?action=postpass><input></form>",
        "<form method=post><input type=password name=post_password></form>",
    ],
)
def test_a_story_behind_a_password(form: str) -> None:
    """What its page shows is a form; a form of a login is none of these."""
    assert head(f"<body class=single>{form}").page_type == PageType.PROTECTED
    login = "<form action=/login><input type=password name=password></form>"
    assert head(f"<body class=single>{login}").page_type is None
