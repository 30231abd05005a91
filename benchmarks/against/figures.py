"""Ratios of what two trees cost, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

Figures = Mapping[str, float]  # what was measured → milliseconds or MiB
Round = tuple[Figures, Figures]  # of the earlier tree, of this one


class Row(NamedTuple):
    """One figure of both trees (medians), and this tree's ÷ the earlier one's."""

    name: str
    earlier: float
    this: float
    ratio: float
    least: float
    most: float


def rows_of(rounds: Sequence[Round]) -> list[Row]:
    """A row for each figure.

    >>> rows_of([({"dumps": 4.0}, {"dumps": 2.0}), ({"dumps": 5.0}, {"dumps": 5.0})])
    [Row(name='dumps', earlier=4.5, this=3.5, ratio=0.75, least=0.5, most=1.0)]
    """
    rows = []
    for name in rounds[0][0]:
        pairs = [(earlier[name], this[name]) for earlier, this in rounds]
        ratios = [this / earlier for earlier, this in pairs]
        earlier, this = (median(values) for values in zip(*pairs, strict=True))
        rows.append(Row(name, earlier, this, median(ratios), min(ratios), max(ratios)))
    return rows


def over(rows: Sequence[Row], percent: float) -> list[Row]:
    """The rows in which this tree costs over so many per cent more than the earlier one."""
    return [row for row in rows if row.ratio > 1 + percent / 100]


def as_table(rows: Sequence[Row], revision: str) -> str:
    """A table in Markdown."""
    lines = [
        f"| | {revision} | this tree | ratio | of all rounds |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        spread = f"{row.least:.2f}–{row.most:.2f}"
        lines.append(
            f"| {row.name} | {row.earlier:.1f} | {row.this:.1f} | {row.ratio:.2f} | {spread} |"
        )
    return "\n".join(lines)
