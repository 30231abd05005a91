<<<<<<< HEAD
"""`docs/reasons.md` lists every rule, and its examples are what it says."""
=======
"""docs/reasons.md: every reason and every rule, each with an example that a program has made."""
>>>>>>> f1b377c (Documentation as a site: install, saved pages, library, a new site (en, ru), reasons and rules with examples that run, fields of the article, commands, Python interface)

from __future__ import annotations

import ast
<<<<<<< HEAD
import re
=======
import inspect
import re
from collections.abc import Iterator
>>>>>>> f1b377c (Documentation as a site: install, saved pages, library, a new site (en, ru), reasons and rules with examples that run, fields of the article, commands, Python interface)
from pathlib import Path

import pytest

<<<<<<< HEAD
from cleaners.block import Block, Kind
from cleaners.decision import Reason
from cleaners.judge import block_rules
from cleaners.judge.block_rules import judge_by_text
from cleaners.labels import load_lexicon

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "reasons.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in TEXT.splitlines()
    if line.startswith("| `")
]
DOCUMENTED = {rule for rules, *_ in ROWS for rule in re.findall(r"`([^`]+)`", rules)}
BY_THEMSELVES = TEXT.split("## A line by itself")[1].split("\n## ")[0]
_ROW = re.compile(r"^\| `(\w+)` \| `(\w+)` \| (.*) \|$", re.MULTILINE)
EXAMPLES = [
    (rule, reason, example)
    for rule, reason, examples in _ROW.findall(BY_THEMSELVES)
    for example in re.findall(r"«([^»]*)»", examples)
]
SINGLE_LINES = {
    rule.__name__
    for rules in vars(block_rules).values()
    if isinstance(rules, tuple) and rules and isinstance(rules[0], tuple)
    for rule, *_ in rules
    if callable(rule)
}


def literals(folder: str, made: str) -> set[str]:
    """Rules written out where a verdict or a zone is made; of a composed one what stands first."""
    found = set()
    for path in (ROOT / "cleaners" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == made:
                rule = node.args[1] if node.args[1:] else None
                first = rule.values[0] if isinstance(rule, ast.JoinedStr) else rule
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_rule_is_listed() -> None:
    """Those of lines, of places and of names; of composed ones what stands before the dots."""
    named = {rule.split("…")[0] for rule in DOCUMENTED}
    written = literals("judge", "Verdict") | literals("markup", "Zone") | SINGLE_LINES
    assert written - named == set()


def test_no_rule_is_invented() -> None:
    """Each name that is no composed one stands in the code."""
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "cleaners").rglob("*.py"))
    single = {rule for rule in DOCUMENTED if "…" not in rule}
    assert {rule for rule in single if rule not in code} == set()


def test_reasons_are_reasons() -> None:
    """Whatever stands in their column as a name."""
    told = {name for _, reasons, _ in ROWS for name in re.findall(r"`([^`]+)`", reasons)}
    assert told <= set(Reason)


@pytest.mark.parametrize(("rule", "reason", "example"), EXAMPLES)
def test_examples_of_single_lines(rule: str, reason: str, example: str) -> None:
    """Each is judged as the table says."""
    verdict = judge_by_text(Block(0, example, Kind.PARAGRAPH), load_lexicon())
    assert verdict
    assert (verdict.rule, verdict.reason) == (rule, reason)
=======
from cleaners import clean
from cleaners.decision import Reason
from cleaners.judge import block_rules
from tests.rule_examples import EXAMPLES
from tests.test_docs import ROOT

TEXT = (ROOT / "docs" / "reasons.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| `(\w+)` \| (.+) \| .+ \|$", TEXT, re.MULTILINE)


def rules_of(path: Path) -> Iterator[str]:
    """The names of rules in a module: what stands behind a reason in a call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Verdict", "Zone"}:
            for argument in node.args[1:2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def test_every_reason_is_explained() -> None:
    """Those that keep and those that remove."""
    named = set(re.findall(r"`(\w+)`", TEXT))
    assert {str(reason) for reason in Reason} <= named


def test_every_rule_is_listed() -> None:
    """What a module of the judge or of the markup can name."""
    folders = (ROOT / "cleaners" / name for name in ("judge", "markup"))
    rules = {rule for folder in folders for path in folder.glob("*.py") for rule in rules_of(path)}
    alone = {
        name
        for name, rule in inspect.getmembers(block_rules, inspect.isfunction)
        if rule.__module__ == block_rules.__name__
        and list(inspect.signature(rule).parameters) == ["text", "folded", "lexicon"]
    }
    assert len(rules) > 30
    assert len(alone) > 8
    assert {rule for rule in rules | alone if f"`{rule}`" not in TEXT} == set()


def test_every_example_stands_in_a_table() -> None:
    """But those of the names of parts, which are told in a sentence."""
    told = {rule for rule in EXAMPLES if ": " in rule}
    assert {rule for rule, _reason, _line in ROWS} == set(EXAMPLES) - told
    assert all(f"`{rule}`" in TEXT for rule in told)


@pytest.mark.parametrize(("rule", "reason", "line"), ROWS, ids=[row[0] for row in ROWS])
def test_the_rule_removes_the_line(rule: str, reason: str, line: str) -> None:
    """For the reason beside it."""
    page, removed_line = EXAMPLES[rule]
    shown = line.replace("\\", "").removesuffix("…").strip()
    assert removed_line.startswith(shown)
    found = {
        (block.rule, str(block.reason))
        for block in clean(page).removed
        if block.text == removed_line
    }
    assert (rule, reason) in found


@pytest.mark.parametrize("rule", [rule for rule in EXAMPLES if ": " in rule])
def test_the_name_of_a_part_is_the_rule(rule: str) -> None:
    """Where the classifier agrees."""
    page, line = EXAMPLES[rule]
    assert rule in {block.rule for block in clean(page).removed if block.text == line}
>>>>>>> f1b377c (Documentation as a site: install, saved pages, library, a new site (en, ru), reasons and rules with examples that run, fields of the article, commands, Python interface)
