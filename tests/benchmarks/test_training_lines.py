"""Training of the judge of lines: the commands of docs/dumps.md, examples, vocabulary, model."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import numpy as np
import pytest
from click import Command
from click.testing import CliRunner

import benchmarks.dumps.__main__
import benchmarks.dumps.variations
import benchmarks.dumps.words
import benchmarks.quality.__main__
import benchmarks.training.dumps.__main__
import benchmarks.training.lines.__main__
from benchmarks.quality.values import SetPage
from benchmarks.training.examples import fold_of
from benchmarks.training.held_out import FOLDS, line_model_path
from benchmarks.training.lines.examples import LineExample, change_layout, read_line_examples
from benchmarks.training.vocabulary import learn_prose, learn_vocabulary
from cleaners.judge.model import save_model
from tests.benchmarks.quality_sets import STORY, line, write_set
from tests.benchmarks.training_pages import page_set

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "cleaners" / "judge" / "line_model.npz"
DUMPS = (ROOT / "docs" / "dumps.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (python .*)$", DUMPS, re.MULTILINE)
# Hosts whose dumps are taken: of the sets of stories every other one is.
HOSTS = tuple(
    host
    for host in (f"{number}.example" for number in range(60))
    if all(fold_of(page, 2, "set.story") == 0 for page in (host, f"{host}/"))
)[:8]
MENU = ("Home", "World", "Comments (12)")
TEXT = "\n".join([*MENU, "", "Bridge open", "", *STORY, "", "Read more", "[[year]]"])


def dump(host: str, **facts: object) -> SetPage:
    """A dump of a host: a menu, the headline, the story, a button."""
    values: dict[str, object] = {"id": host, "html": TEXT, "host": host, "gold": "\n".join(STORY)}
    return SetPage(**{**values, "title": "Bridge open", **facts})  # type: ignore[arg-type]


def listing(host: str) -> SetPage:
    """A dump without a story."""
    return dump(host, id=f"{host}/", html="\n".join(MENU * 4), page_type="listing", gold="")


def examples(*dumps: SetPage, name: str = "set.story") -> list[LineExample]:
    """What the training makes of these dumps."""
    return list(read_line_examples(page_set(dumps, name)))


def find_command(module: str, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command of a module; the one that trains is given few trees."""
    if module == "benchmarks.dumps":
        return benchmarks.dumps.__main__.main
    if module == "benchmarks.dumps.variations":
        return benchmarks.dumps.variations.main
    if module == "benchmarks.dumps.words":
        return benchmarks.dumps.words.main
    if module == "benchmarks.quality":
        return benchmarks.quality.__main__.main
    pytest.importorskip("catboost")
    from benchmarks.training import fitting
    from benchmarks.training.lines import fitting as line_fitting

    monkeypatch.setattr(line_fitting, "_LINES", fitting.Size(4))
    monkeypatch.setattr(fitting, "_CONFIDENCE", fitting.Size(4))
    if module == "benchmarks.training.dumps":
        return benchmarks.training.dumps.__main__.main
    return benchmarks.training.lines.__main__.main


@pytest.mark.parametrize("text", COMMANDS)
def test_command(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It works as it stands; a model is not written over the shipped one."""
    monkeypatch.chdir(tmp_path)
    held_out = tmp_path / "output" / "held-out"
    held_out.mkdir(parents=True)
    for fold in range(FOLDS):
        shutil.copy(SHIPPED, line_model_path(held_out, fold))
    _, _, module, *arguments = shlex.split(text)
    for name in (word for word in arguments if word.endswith(".jsonl.xz")):
        facts = ("id", "html", "host", "gold", "title", "page_type")
        dumps = [make(host) for make in (dump, listing) for host in HOSTS]
        pages = [{key: getattr(page, key) for key in facts} for page in dumps]
        write_set(tmp_path / name, [line("0"), *pages])
    command = find_command(module, monkeypatch)
    if module.startswith("benchmarks.training."):
        shutil.copy(SHIPPED, "model.npz")
        arguments += ["-o", "model.npz"]
    if module == "benchmarks.quality":  # of the contenders, those that need no set-up
        arguments = [*arguments[: arguments.index("--extractor")], "--extractor", "chistovik"]
        arguments += ["--extractor", "raw", "--extractor", "c4-lines"]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    assert result.stdout


def test_an_example_has_a_label_for_each_line_that_is_seen() -> None:
    """The headline is no story; what is certain without a classifier is not learned from."""
    (example,) = examples(dump(HOSTS[0]))
    labels = dict(zip((block.text for block in example.blocks), example.label, strict=True))
    assert all(labels[text] == 1 for text in STORY)
    assert labels["Bridge open"] == 0
    assert labels["Read more"] == 0
    assert "[[year]]" not in labels
    assert len(example.features.matrix) == len(example.label) == len(example.weight)


def test_of_renderings_one_in_four_is_taken() -> None:
    """Of stories every other one."""
    dumps = [dump(f"{number}.example", id=str(number)) for number in range(80)]
    assert 25 < len(examples(*dumps)) < 55
    assert 8 < len(examples(*dumps, name="set.html-text")) < 32


def test_some_dumps_are_read_in_another_layout() -> None:
    """As they are found: without blank lines, wrapped, cut, behind another's tail."""
    pages = [dump(f"{number}.example", id=str(number)) for number in range(80)]
    changed = [change_layout(page, pages[0], "set.story") for page in pages]
    texts = {page.html for page in changed}
    assert 20 < sum(page.html != TEXT for page in changed) < 60
    assert "\n".join(line for line in TEXT.splitlines() if line) in texts
    assert any(len(line) < 73 for text in texts for line in text.splitlines() if line in STORY[0])
    assert any(text.endswith(TEXT) and text != TEXT for text in texts)
    assert any(len(page.gold or "") < len("\n".join(STORY)) for page in changed)


def test_dumps_put_together_are_parted_at_their_junction() -> None:
    """The lines of both, and a blank one between."""
    pytest.importorskip("catboost")
    from benchmarks.training.dumps.joining import join_pages

    first, second = examples(dump(HOSTS[0]), dump(HOSTS[1]))
    joined = join_pages(first.page, second.page)
    middle = len(first.page.blocks)
    assert [block.index for block in joined.blocks] == [*range(len(joined.blocks))]
    assert joined.blocks[middle].gap == 1
    assert [b.text for b in joined.blocks[middle:]] == [b.text for b in second.page.blocks]


def test_empty_dumps_and_bad_gold_are_left_out() -> None:
    """Nothing can be learned from them."""
    dumps = page_set([dump("a.example", html=" \n"), dump("b.example")], "s.story", {"b.example"})  # type: ignore[arg-type]
    assert list(read_line_examples(dumps)) == []


def test_words_of_menus_speak_against_the_story() -> None:
    """Each publisher counts once; a word of few is not learned."""
    vocabulary = learn_vocabulary(examples(*map(dump, HOSTS)))
    assert vocabulary.words["home"] < 0
    assert vocabulary.lines["comments (0)"] < 0
    assert learn_vocabulary(examples(*map(dump, HOSTS[:2]))).words == {}


def test_words_of_paragraphs_are_learned_apart() -> None:
    """They have words of all kinds, and say little of a menu."""
    dumps = examples(*map(dump, HOSTS))
    assert "builders" not in learn_vocabulary(dumps).words
    assert learn_prose(dumps)["builders"] > 0
    assert "home" not in learn_prose(dumps)


def test_the_same_dumps_give_the_same_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it tells the story from the menu."""
    find_command("benchmarks.training.lines", monkeypatch)
    from benchmarks.training.lines.fitting import context_rows, fit_line_model

    for name in ("a", "b"):
        read = examples(*map(dump, HOSTS), *map(listing, HOSTS))
        model = fit_line_model(read)
        save_model(model, tmp_path / f"{name}.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    score = model.context.score(context_rows(read[0]))
    assert np.min(score[read[0].label == 1]) > np.max(score[read[0].label == 0])
