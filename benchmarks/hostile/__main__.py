"""`python -m benchmarks.hostile`: hostile pages for Chistovik and its peers, as a table."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.hostile.attempts import CONTENDERS, LOST
from benchmarks.hostile.inputs import INPUTS
from benchmarks.hostile.measure import MEGABYTES, SECONDS, measure
from benchmarks.hostile.running import HUNG, OUT_OF_MEMORY, Result
from benchmarks.hostile.values import ARTICLE, HostileInput

BEGIN, END = "<!-- hostile: begin -->", "<!-- hostile: end -->"
_COLUMNS = ("returned", "refused by a named limit", "lost", "hung", "out of memory", "crashed")


def outcome_of(result: Result) -> str:
    """The column that an outcome is counted in."""
    if result.outcome == ARTICLE:
        return "returned"
    if result.outcome.startswith("LimitError"):
        return "refused by a named limit"
    if result.outcome in (HUNG, OUT_OF_MEMORY):
        return result.outcome
    return "crashed" if result.outcome.startswith("crashed") else LOST


def write_table(results: dict[str, list[Result]]) -> str:
    """One row a contender, and one a contender for each group of inputs."""
    count = len(next(iter(results.values())))
    lines = [
        f"{count} pages with a story; each has {SECONDS} s of processor time and {MEGABYTES:,} MB.",
        "",
        f"| | {' | '.join(_COLUMNS)} | slowest, s | most memory, MB |",
        f"|---|{'---:|' * (len(_COLUMNS) + 2)}",
        *(_row(name, found) for name, found in results.items()),
        "",
        f"Stories returned, by kind of page:\n\n| | pages | {' | '.join(results)} |",
        f"|---|---:|{'---:|' * len(results)}",
        *_group_rows(results),
    ]
    return "\n".join(lines)


def _row(name: str, found: Sequence[Result]) -> str:
    counts = Counter(map(outcome_of, found))
    cells = [str(counts[column]) for column in _COLUMNS]
    done = [one for one in found if outcome_of(one) not in (HUNG, OUT_OF_MEMORY, "crashed")]
    slowest = max((one.seconds for one in done), default=0.0)
    most = max((one.megabytes for one in done), default=0)
    return f"| {name} | {' | '.join(cells)} | {slowest:.1f} | {most} |"


def _group_rows(results: dict[str, list[Result]]) -> list[str]:
    groups = dict.fromkeys(one.title.partition("/")[0] for one in next(iter(results.values())))
    rows = []
    for group in groups:
        of_group = [
            [one for one in found if one.title.startswith(f"{group}/")]
            for found in results.values()
        ]
        returned = [str(sum(one.outcome == ARTICLE for one in found)) for found in of_group]
        rows.append(f"| {group} | {len(of_group[0])} | {' | '.join(returned)} |")
    return rows


def put_between_marks(text: str, table: str, begin: str = BEGIN, end: str = END) -> str:
    """A document with the table between its marks."""
    before, _, rest = text.partition(begin)
    _, mark, after = rest.partition(end)
    if not mark:
        raise SystemExit(f"the document needs the lines {begin} and {end}")
    return f"{before}{begin}\n{table}\n{end}{after}"


def main() -> None:
    """Run the contenders one after another; print the table, and write it where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--only", choices=CONTENDERS, action="append", help="these contenders")
    parser.add_argument("--group", help="this kind of page alone, such as markup")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into FILE")
    arguments = parser.parse_args()
    inputs = [one for one in INPUTS if one.is_html_story and arguments.group in (None, one.group)]
    results = {name: _run(name, inputs) for name in arguments.only or CONTENDERS}
    table = write_table(results)
    print(table)
    if arguments.write:
        text = arguments.write.read_text(encoding="utf-8")
        arguments.write.write_text(put_between_marks(text, table), encoding="utf-8")


def _run(name: str, inputs: Sequence[HostileInput]) -> list[Result]:
    return list(measure(name, inputs))


if __name__ == "__main__":
    main()
