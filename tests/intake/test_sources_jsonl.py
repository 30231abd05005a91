"""JSON Lines: which lines are records, and what is said of the others."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.intake import jsonl
from cleaners.intake.record import Record
from tests.intake.dump_files import json_lines, read_bytes, texts, told


def one(**keys: object) -> Record:
    """The record in a line with these keys."""
    (record,) = read_bytes(json_lines(keys))
    assert isinstance(record, Record)
    return record


def refused(line: bytes) -> str:
    """What is said of a line between two good ones."""
    good = json_lines({"text": "Мост"})
    found = read_bytes(good + line + b"\n" + good)
    assert len(texts(found)) == 2
    (message,) = told(found)
    return message.removeprefix("dump#2: ")


def test_html_comes_before_text() -> None:
    """It says more."""
    assert one(text="Мост", html="<p>Мост").data == "<p>Мост"


def test_text_counts_where_html_is_null() -> None:
    """Tables exported as JSON hold nulls."""
    assert one(html=None, text="Мост").data == "Мост"


def test_url_is_taken_along() -> None:
    """An empty one is none."""
    assert one(text="Мост", url="https://kazpravda.kz/n/1").url == "https://kazpravda.kz/n/1"
    assert one(text="Мост", url="").url is None


@pytest.mark.parametrize("key", ["date_downloaded", "dateDownloaded"])
def test_time_of_the_fetch_is_taken_along(key: str) -> None:
    """In either spelling."""
    assert one(text="Мост", **{key: "2026-01-31T08:00:00Z"}).downloaded == "2026-01-31T08:00:00Z"


def own(line: bytes) -> object:
    """What a line says beside its page."""
    (record,) = read_bytes(line)
    assert isinstance(record, Record)
    return json.loads(msgspec.json.encode(record.own))


def test_other_keys_are_taken_along() -> None:
    """Whatever they hold; those of the page are told elsewhere."""
    keys = {"id": 7, "meta": {"x": [1, None]}}
    assert own(json_lines({"text": "Мост", "url": "https://a.kz/", **keys})) == keys
    assert own(json_lines({"text": "Мост"})) is None


@pytest.mark.parametrize(
    ("value", "read"), [(b"NaN", None), (b'"a\\ud800"', "a?"), (b'"\xff"', "\ufffd")]
)
def test_spoilt_values_come_out_sound(value: bytes, read: object) -> None:
    """Whoever reads the article gets JSON."""
    assert own(b'{"text": "' + b"a" * 300 + b'", "id": ' + value + b"}") == {"id": read}


def test_a_page_in_another_form_is_not_taken_along() -> None:
    """It would double the output."""
    assert own(json_lines({"text": "Мост", "raw": "a" * 70_000, "id": 1})) == {"id": 1}


def test_lines_are_counted_with_the_empty_ones() -> None:
    """The number is the one that an editor shows."""
    found = read_bytes(b'{"text": "1"}\n\n  \n{"text": "2"}')
    assert [item.source for item in found] == ["dump#1", "dump#4"]


def test_a_byte_order_mark_is_passed_over() -> None:
    """Windows programs write one."""
    assert texts(read_bytes(b'\xef\xbb\xbf{"text": "1"}\r\n')) == ["1"]


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "1", "score": NaN}',
        b'{"text": "1", "other": "\\ud800"}',
        b'{"text": "1", "url": 5}',
        b'{"text": "1", "other": "' + b"a" * 300 + b'\xff"}',
    ],
)
def test_small_sins_are_forgiven(line: bytes) -> None:
    """The page is whole."""
    assert texts(read_bytes(line)) == ["1"]


def test_a_line_without_a_page_names_its_keys() -> None:
    """The user sees what to rename."""
    line = json.dumps({"body": "Мост", "link": 1}).encode()
    assert refused(line) == "no page in `html` or `text`; keys are: 'body', 'link'"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{}", "no page in `html` or `text`; it has no keys"),
        (b"[1, 2]", "no JSON object: a line must be {…} with `html` or `text`"),
        (b'{"text": "1"', "no JSON: Expecting ',' delimiter: line 1 column 13 (char 12)"),
        (b'{"a":' * 100_000, "no JSON: maximum recursion depth exceeded"),
        ('{"text": "Мост"}'.encode("cp1251"), "not in UTF-8: convert the file first, for example"),
    ],
)
def test_a_broken_line_does_not_stop_the_others(line: bytes, message: str) -> None:
    """One failure with its number."""
    assert refused(line).startswith(message)


@pytest.mark.parametrize(
    ("document", "advice"),
    [
        (json.dumps({"html": "<p>Мост", "url": ""}, indent=2), "`jq -c .`"),
        (json.dumps([{"html": "<p>Мост"}, {"text": "Мост"}], indent=2), "`jq -c '.[]'`"),
        (json.dumps([{"html": "<p>Мост"}, {"text": "Мост"}]), "`jq -c '.[]'`"),
    ],
)
def test_one_document_is_no_json_lines(document: str, advice: str) -> None:
    """It says so, once, and how to convert it."""
    (message,) = told(read_bytes(document.encode()))
    assert message.startswith("dump: one JSON document over many lines, no JSON Lines: ")
    assert message.endswith(advice)


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next line is read."""
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 1000)
    line = b'{"text": "' + b"a" * 200_000 + b'"}'
    assert refused(line) == "line longer than 0 MiB (MAX_LINE_BYTES)"


def test_a_page_in_a_line_has_a_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as in a file."""
    monkeypatch.setattr(jsonl, "MAX_RECORD_BYTES", 100)
    assert "(MAX_RECORD_BYTES)" in refused(json_lines({"text": "a" * 101}).strip())


def test_a_file_without_a_line_is_a_failure() -> None:
    """Nothing would be said otherwise."""
    assert told(read_bytes(b"\n\n", "dump.jsonl")) == ["dump.jsonl: empty: there is no line in it"]


@given(st.lists(st.binary(max_size=40), max_size=5))
def test_any_bytes_are_read_without_a_crash(lines: list[bytes]) -> None:
    """Every line that is no record is told or empty."""
    assert read_bytes(b'{"text": "1"}\n' + b"\n".join(lines))[0].source == "dump#1"
