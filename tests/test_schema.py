"""The JSON Schema: what we promise is what we write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cleaners import Article, DocumentKind, Metadata
from tests.replica_pages import STORIES, cleaned, each_mode

COMMITTED = Path(__file__).parent.parent / "docs" / "article.schema.json"
VALIDATOR = Draft202012Validator(Article.json_schema())
SMALLEST: dict[str, Any] = Article(metadata=Metadata(DocumentKind.TEXT, "1.0")).to_dict()


def test_the_schema_is_a_schema() -> None:
    """Of the draft that it names."""
    Draft202012Validator.check_schema(Article.json_schema())


def test_the_committed_schema_is_the_generated_one() -> None:
    """`make schema` writes it anew."""
    generated = json.dumps(Article.json_schema(), indent=2)
    assert COMMITTED.read_text(encoding="utf-8") == f"{generated}\n"


def test_every_field_is_described() -> None:
    """A reader of the schema needs no other document."""
    fields = [
        (f"{name}.{key}", value)
        for name, part in Article.json_schema()["$defs"].items()
        for key, value in part.get("properties", {}).items()
    ]
    assert [name for name, value in fields if not value.get("description")] == []


@each_mode
def test_every_article_is_valid(mode: str) -> None:
    """Of every page of the replica, with its blocks, and with one removed block of each rule."""
    for slug in STORIES:
        article = cleaned(slug, mode).to_dict(explain=True)
        by_rule = {(part["reason"], part["rule"]): part for part in article["removed"]}
        VALIDATOR.validate(article | {"removed": list(by_rule.values())})


def test_an_article_without_its_blocks_is_valid() -> None:
    """They are told on request."""
    VALIDATOR.validate(cleaned(STORIES[0], "profile").to_dict())


def test_the_smallest_article_is_valid() -> None:
    """Metadata are all that every article has."""
    VALIDATOR.validate(SMALLEST)


@pytest.mark.parametrize(
    "wrong",
    [
        {"headline": None},
        {"headline": ""},
        {"headLine": "Мост"},
        {"viewCount": -1},
        {"viewCount": "140"},
        {"authors": ["Ася Петрова"]},
        {"authors": [{"name": ""}]},
        {"authors": [{"name": "Ася Петрова", "age": 7}]},
        {"removed": [{"text": "а", "reason": "ugly", "rule": "а"}]},
        {"blocks": [{"kind": "essay", "text": "а"}]},
        {"metadata": {"kind": "html"}},
        {"metadata": {"kind": "pdf", "cleanerVersion": "1.0"}},
    ],
    ids=str,
)
def test_what_we_do_not_promise_is_not_valid(wrong: dict[str, Any]) -> None:
    """Nulls, empty strings, unknown names, wrong types."""
    assert not VALIDATOR.is_valid(SMALLEST | wrong)
