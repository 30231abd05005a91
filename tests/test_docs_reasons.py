"""`docs/reasons.md` lists every rule, and its examples are what it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

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
