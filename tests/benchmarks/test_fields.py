"""The benchmark of the facts: its metric, its halves, its command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.fields import CONTENDERS, Gold, ask_safely, half_of, load_golds, main
from benchmarks.fields_metric import Facts, same_day, same_moment, score_facts

PAGE = (
    "<html lang=ru><head><title>Мост открыт | Газета</title>"
    '<meta name="author" content="Ася Петрова">'
    '<meta property="article:published_time" content="2025-05-20T14:05:00+05:00"></head>'
    f"<body><article><h1>Мост открыт</h1>{'<p>Мост открыли в среду, и сразу поехали.</p>' * 9}"
)
ROW = {
    "id": "1", "host": "a.kz", "url": "https://a.kz/1", "lang": "ru", "page_type": "article",
    "title": "«Мост» открыт", "author": "Ася Петрова", "date": "2025-05-20 09:05:00+00:00",
    "html": PAGE,
}  # fmt: skip


def figures(gold: Facts, answer: Facts) -> dict[str, float]:
    """The figures of a set of one page."""
    return score_facts([gold], [answer])


@pytest.mark.parametrize(
    ("answer", "equal", "f1"),
    [
        ("«Мост» открыт!", 1.0, 1.0),
        ("МОСТ ОТКРЫТ", 1.0, 1.0),
        ("Мост", 0.0, 2 / 3),
        (None, 0.0, 0.0),
    ],
)
def test_a_headline_is_compared_by_its_words(answer: str | None, equal: float, f1: float) -> None:
    """Case and marks do not matter."""
    scores = figures(Facts(headline="Мост открыт"), Facts(headline=answer))
    assert scores["headline"] == equal
    assert scores["headline_f1"] == pytest.approx(f1)


def test_authors_are_a_set_of_folded_names() -> None:
    """One of two is found, one of two is wrong."""
    gold, answer = (
        Facts(authors=("Ася Петрова", "José Ruiz")),
        Facts(authors=("Jose RUIZ", "admin")),
    )
    scores = figures(gold, answer)
    assert (scores["authors_precision"], scores["authors_recall"]) == (0.5, 0.5)
    assert scores["authors_f1"] == 0.5


def test_a_page_without_authors_counts_apart() -> None:
    """Its gold may only not know them."""
    assert figures(Facts(), Facts(authors=("Ася Петрова",)))["no_authors"] == 0
    assert figures(Facts(), Facts())["no_authors"] == 1


@pytest.mark.parametrize(
    ("answer", "gold", "day", "moment"),
    [
        ("2025-05-20", "2025-05-20", True, False),
        ("2025-05-20", "2025-05-20 09:05:00+00:00", True, False),
        ("2025-05-20T14:05:30+05:00", "2025-05-20 09:05:00+00:00", True, True),
        ("2025-05-21T01:00:00+05:00", "2025-05-20 20:00:00+00:00", True, True),
        ("2025-05-21", "2025-05-20", False, False),
        ("soon", "2025-05-20", False, False),
        (None, "2025-05-20", False, False),
    ],
)
def test_dates_are_compared_by_day_and_by_minute(
    answer: str | None, gold: str, day: bool, moment: bool
) -> None:
    """Seen from the zone of the gold."""
    assert (same_day(answer, gold), same_moment(answer, gold)) == (day, moment)


@pytest.mark.parametrize(
    ("answer", "right", "wrong", "precision", "f1"),
    [("2025-05-20", 1, 0, 1, 1), ("2025-05-21", 0, 1, 0, 0), (None, 0, 0, 0, 0)],
)
def test_a_wrong_date_costs_more_than_none(
    answer: str | None, right: float, wrong: float, precision: float, f1: float
) -> None:
    """F1 is of the share of right dates among all pages and among those given."""
    scores = figures(Facts(date="2025-05-20"), Facts(date=answer))
    names = ("date", "date_wrong", "date_precision", "date_f1")
    assert [scores[name] for name in names] == [right, wrong, precision, f1]


def test_the_halves_part_hosts_and_not_pages() -> None:
    """With and without `www` a host is one."""
    assert half_of({"id": "1", "host": "a.kz"}) == half_of({"id": "2", "host": "www.a.kz"})
    assert {half_of({"id": str(number)}) for number in range(20)} == {"develop", "check"}


def write_set(folder: Path) -> Path:
    """A set of one article and one other page."""
    path = folder / "small.jsonl"
    rows = [ROW, ROW | {"id": "2", "page_type": "forum"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_only_articles_are_compared(tmp_path: Path) -> None:
    """With the facts that the set knows."""
    golds = load_golds(write_set(tmp_path))
    assert [gold.id for gold in golds] == ["1"]
    assert golds[0].facts.authors == ("Ася Петрова",)


def test_an_extractor_that_fails_knows_nothing() -> None:
    """The comparison goes on."""

    def fail(gold: Gold) -> Facts:
        raise RuntimeError(gold.id)

    assert ask_safely(fail, Gold("1", "", None, Facts())) == Facts()


def test_the_command_prints_and_writes_the_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One table a set; every field of this page is found."""
    out = tmp_path / "out.json"
    main([str(write_set(tmp_path)), "--only", "chistovik", "-o", str(out)])
    assert "chistovik" in capsys.readouterr().out
    (result,) = json.loads(out.read_text(encoding="utf-8"))
    scores = result["figures"]["chistovik"]
    fields = ("headline", "authors_f1", "date", "moment", "language")
    assert [scores[field] for field in fields] == [1.0] * len(fields)
    assert set(CONTENDERS) == {"chistovik", "trafilatura", "newspaper4k"}
