"""File names of articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.pipelines.store import MAX_NAME_BYTES, UNDATED, article_name, host_folder, month_folder

HOSTILE = st.text() | st.text().map("https://example.org/".__add__)
HOSTILE |= st.lists(
    st.sampled_from(["..", "/", "%2f", "%2e", "\\", "\0", "~", "con", "я" * 70])
).map(lambda parts: "https://example.org/n/" + "".join(parts))


@given(HOSTILE)
def test_no_address_leaves_the_folder(identity: str) -> None:
    """A name is one plain path segment of at most 120 bytes, the same each time."""
    name = article_name(identity)
    assert name == article_name(identity)
    assert len(name.encode()) <= MAX_NAME_BYTES
    assert name.endswith(".json")
    assert Path(name).name == name
    assert not name.startswith(".")
    assert not set(name) & set('/\\\0:*?"<>|')
    assert ".." not in name


@given(st.text(), st.none() | st.text())
def test_no_host_and_no_date_leaves_the_folder(host: str, date: str | None) -> None:
    """Host and month are plain folders whatever they are made of."""
    folder = Path("/out") / host_folder(host) / month_folder(date) / "a.json"
    assert folder.resolve().is_relative_to("/out")
    assert len(folder.parts) - 3 in {2, 3}


@pytest.mark.parametrize(
    ("identity", "start"),
    [
        ("https://example.org/n/bridge-opens/", "bridge-opens-"),
        ("https://example.org/news/bridge.html", "bridge-"),
        ("https://example.org/n/%D0%BC%D0%BE%D1%81%D1%82/", "мост-"),
        ("https://example.org/?id=7", ""),
        ("https://example.org/n/" + "ы" * 200, "ы" * 53),
    ],
)
def test_the_slug_can_be_read(identity: str, start: str) -> None:
    """The last part of the address, without its ending, in its own letters."""
    assert article_name(identity).startswith(start)


def test_equal_slugs_get_different_names() -> None:
    """Two languages of a site share slugs."""
    names = {article_name(f"https://example.org/{lang}/n/bridge/") for lang in ("kk", "en", "ru")}
    assert len(names) == 3


@pytest.mark.parametrize(
    ("date", "folder"),
    [
        ("2025-05-20T14:05:00+05:00", "2025/05"),
        ("2025-05-20", "2025/05"),
        (None, UNDATED),
        ("20 мая 2025", UNDATED),
        ("2025-13-01", UNDATED),
        ("../../etc", UNDATED),
    ],
)
def test_month(date: str | None, folder: str) -> None:
    """A date that is none has no month."""
    assert month_folder(date) == folder
