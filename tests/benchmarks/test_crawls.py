"""The commands that measure what the crawler promises, on little."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.crawls import killed, likeness, second


@pytest.fixture(scope="module")
def twice() -> Result:
    """A small site, crawled twice."""
    return CliRunner().invoke(second.main, ["--articles", "40"])


def test_a_second_crawl_is_measured(twice: Result) -> None:
    """Exit status 0: no story, and next to no bytes."""
    assert twice.exit_code == 0, twice.output
    first, again, share = twice.output.splitlines()
    assert first.startswith("first run: exit status 0, ")
    assert "40 stories asked for" in first
    assert ", 0 stories asked for" in again
    assert share.startswith("the second run sent 0.")


def test_killed_crawls_are_compared() -> None:
    """Exit status 0: nothing differs."""
    done = CliRunner().invoke(killed.main, ["--articles", "12", "--kills", "1", "--within", "1"])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == "articles, state, feeds and archive are the same"


def test_moves_between_machines_are_measured() -> None:
    """Exit status 0: the second one knows the stories of the first."""
    pytest.importorskip("fsspec")
    from benchmarks.crawls import moving

    done = CliRunner().invoke(moving.main, ["--articles", "20", "--more", "4"])
    assert done.exit_code == 0, done.output
    first, second = done.output.splitlines()
    assert first.startswith("visit 1: exit status 0, 20 stories; brought in ")
    assert second.startswith("visit 2: exit status 0, 24 stories; brought in ")


def test_mistakes_of_likeness_are_measured(tmp_path: Path) -> None:
    """One story stands on two hosts, with a word changed; another one stands alone."""
    story = [" ".join(f"w{n}x{m}" for m in range(40)) for n in range(5)]
    other = [text.replace("w", "v") for text in story]
    pages = {
        "one": story,
        "two": [*story[:-1], story[-1].replace("w4x7 ", "corrected ")],
        "three": other,
    }
    path = tmp_path / "own.jsonl"
    lines = [
        json.dumps({"id": name, "host": f"{name}.example", "html": "", "gold": "\n".join(texts)})
        for name, texts in pages.items()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    told = CliRunner().invoke(likeness.main, [str(path)]).output.splitlines()
    assert told[0] == "3 texts, 3 long enough to tell"
    assert told[1] == "3 pairs, 1 share a band, 1 are called the same"
    assert told[2] == "by their exact shares 1 are: 0 missed, 0 more"
    assert told[3].split() == ["same", "0.96", "one.example", "one", "two.example", "two"]
    assert told[4].startswith("last paragraph cut: ")
