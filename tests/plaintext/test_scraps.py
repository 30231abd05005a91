"""Scraps of markup in a dump: what each means to a reader, and what is no markup at all."""

from __future__ import annotations

import pytest

from cleaners.plaintext.scraps import read_scraps
from tests.costs import count_calls


def lines(text: str) -> list[str]:
    """What stands on lines once the scraps are read."""
    return [" ".join(line.split()) for line in read_scraps(text).splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Мост открыт.</p><p>Город рад.</p>", ["Мост открыт.", "Город рад."]),
        ("Мост открыт.<br/>Город рад.<BR>Все рады.", ["Мост открыт.", "Город рад.", "Все рады."]),
        ('Der <a href="https://a.de/b?c=1&d=2" class=x>Bürgermeister</a> kam.',
         ["Der Bürgermeister kam."]),
        ("<b>The bridge</b> is <i>open</i> <!-- ad --> now", ["The bridge is open now"]),
        ("Bridge<script>var a = 1;</script> open<style>p {}</style>", ["Bridge", "open"]),
        ("<ul><li>Erstens</li><li>Zweitens</li></ul>", ["• Erstens", "• Zweitens"]),
        ("<h2>Что дальше</h2>Ждём.", ["## Что дальше", "Ждём."]),
        ("<tr><td>2024</td><td>5</td></tr>", ["2024 5"]),
        ("Un pont &laquo;neuf&raquo; &#8211; &quot;enfin&quot;&hellip;&nbsp;!",
         ["Un pont «neuf» – \"enfin\"… !"]),
    ],
)  # fmt: skip
def test_html_is_read(text: str, expected: list[str]) -> None:
    """Blocks end lines, inline tags and references are what they stand for."""
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Как [сообщил](https://a.kz/n/1) аким", ["Как сообщил аким"]),
        ("![Мост](https://a.kz/1.jpg)\nМост открыт", ["Мост открыт"]),
        ('[![Brücke](b.jpg "Brücke")](https://a.de)Die Brücke', ["Die Brücke"]),
        ("[Pont](https://fr.example.org/Pont_(Paris)) ouvert", ["Pont ouvert"]),
        ("The **new bridge** is __open__", ["The new bridge is open"]),
    ],
)
def test_markdown_is_read(text: str, expected: list[str]) -> None:
    """A link is its text, a picture is none."""
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[b]Мост[/b] [url=https://a.kz]открыт[/url]", ["Мост открыт"]),
        ("[img]https://a.kz/1.jpg[/img]\n[size=4]Die Brücke[/size] ist offen",
         ["Die Brücke ist offen"]),
        ("[quote=Аким]Ждали два года[/quote]", ["Ждали два года"]),
        ("[list][*]One[*]Two[/list]", ["• One", "• Two"]),
    ],
)  # fmt: skip
def test_bbcode_is_read(text: str, expected: list[str]) -> None:
    """As boards print it."""
    assert lines(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3 < 5 и 7 > 2", "[[year]]", "{{ title }}", "List<String> names",
        "Он [мост] открыт (в среду)",
        "AT&T; R&D", "a_b__c_d", "[u] как в слове [b]", "<Иванов>", "2 * 3 ** 4",
    ],
)  # fmt: skip
def test_what_is_no_markup_stays(text: str) -> None:
    """Mathematics, names, template marks."""
    assert read_scraps(text) == text


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--", "<!-", "[", "[](", "![", "[a](b", "**a", "__", "[img]", "[b][/", "&#", "&amp",
     "<script>", "<script></script", "](((", "[a](()"],
)  # fmt: skip
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """A hundred thousand characters of unfinished marks."""
    text = piece * (100_000 // len(piece)) + "[/b] **"
    assert count_calls(lambda: read_scraps(text)) < len(text)
