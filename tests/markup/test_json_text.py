"""JSON with the mistakes that templates make."""

from __future__ import annotations

import pytest

from cleaners.markup.json_text import parse_jsonld
from tests.costs import count_calls

STORY = {"@type": "Article", "headline": "Мост"}
PLAIN = '{"@type": "Article", "headline": "Мост"}'


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        f"{PLAIN};",
        f"<!-- {PLAIN} -->",
        f"/* <![CDATA[ */ {PLAIN} /* ]]> */",
        '{"@type": "Article", "headline": "Мост",}',
        '{"@type": "Article", "headline": "Мост",\n}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Мост&quot;}",
        '{"@type": "Article", "headline": "М\\ост"}',
    ],
)
def test_mistakes_are_forgiven(text: str) -> None:
    """Marks around the JSON, commas too many, escapes that are none."""
    assert parse_jsonld(text) == STORY


def test_several_objects_in_one_script_are_a_list() -> None:
    """With or without a comma between."""
    assert parse_jsonld(f"{PLAIN}\n{PLAIN}") == [STORY, STORY]
    assert parse_jsonld(f"{PLAIN},{PLAIN}") == [STORY, STORY]


def test_of_json_that_nothing_mends_the_plain_pairs_are_read() -> None:
    """Quotation marks within a text end it too early."""
    text = (
        '{"@type": "NewsArticle", "headline": "Мост открыт", "description": "Мост "Дружба"", '
        '"datePublished": "2025-05-20", "author": {"@type": "Person", "name": "Ася Петрова"}}'
    )
    assert parse_jsonld(text) == {
        "@type": "NewsArticle",
        "headline": "Мост открыт",
        "datePublished": "2025-05-20",
        "author": "Ася Петрова",
    }


@pytest.mark.parametrize("text", ["", " ", "var a = 1;", "{", "[" * 100_000, '{"a": "b" "c"}'])
def test_what_is_no_story_is_none(text: str) -> None:
    """And raises nothing."""
    assert parse_jsonld(text) is None


@pytest.mark.parametrize(
    "text",
    ['{"a": "' + '\\"' * 100_000, '{"author": {' * 15_000, "{" + "," * 190_000 + "x",
     '{"headline": "' * 10_000, '{"a": 1}' * 20_000 + "x", "{" + " " * 190_000 + "x"],
)  # fmt: skip
def test_hostile_json_is_read_once(text: str) -> None:
    """No piece of it is tried again."""
    assert count_calls(lambda: parse_jsonld(text)) < len(text)
