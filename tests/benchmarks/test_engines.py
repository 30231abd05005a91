"""`python -m benchmarks.engines`: what it measures, on few pages."""

from __future__ import annotations

import gzip
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.engines import cost, throughput
from benchmarks.engines.__main__ import main
from benchmarks.engines.cost import Figures
from benchmarks.engines.inputs import numbered
from benchmarks.engines.resuming import _addresses
from benchmarks.engines.throughput import Compared, Measured

needs_datatrove = pytest.mark.skipif(
    not (find_spec("datatrove") and find_spec("orjson")), reason="needs datatrove and orjson"
)


def test_every_page_has_an_address_of_its_own() -> None:
    """However often its text is used; some have no story."""
    pages = list(numbered("small", 120))
    assert len({page.url for page in pages}) == 120
    assert sum(b"[[year]]" in page.data for page in pages) == 3


@needs_datatrove
@pytest.mark.slow
def test_a_pipeline_that_is_killed_loses_nothing() -> None:
    """And has nothing twice: 300 pages, killed with SIGKILL."""
    options = ["resume", "--pages=300", "--tasks=6", "--kills=1"]
    result = CliRunner().invoke(main, options, catch_exceptions=False)
    assert "kept 294, dropped 6, twice 0, lost 0" in result.output


@needs_datatrove
@pytest.mark.slow
def test_throughput_compares_with_the_command() -> None:
    """Start-up included."""
    options = ["throughput", "--pages=20", "--processes=1", "--through=clean-file"]
    result = CliRunner().invoke(main, [*options, "--through=datatrove"], catch_exceptions=False)
    *_, plain, engine = result.output.splitlines()
    assert plain.startswith("| 1 | clean-file |")
    assert "| +0% |" in plain or "| – |" in plain  # twelve pages may take no time to speak of
    assert engine.startswith("| 1 | datatrove |")


def test_what_is_there_twice_is_seen(tmp_path: Path) -> None:
    """By its address, across files."""
    line = b'{"metadata": {"url": "https://a.kz/1"}}\n'
    for name in ("0", "1"):
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(line))
    assert _addresses(tmp_path) == {"https://a.kz/1": 2}


def test_overhead_is_that_of_a_page_over_the_command() -> None:
    """By the time of processors, and without what starting up takes."""
    few, many = Measured(10, 9.0, 2.1), Measured(110, 22.0, 3.1)
    runs = [
        Compared("clean-file", 2, Measured(10, 1.0, 0.1), Measured(110, 9.0, 0.6)),
        Compared("ray", 2, few, many),
    ]
    assert throughput.table(runs).splitlines()[-1] == "| 2 | ray | 2 | 10.0 | +100% | 5 |"


def test_what_took_no_time_is_compared_with_nothing() -> None:
    """So few pages cost less than the sampling sees."""
    nothing = Compared("clean-file", 1, Measured(8, 1.0, 0.2), Measured(20, 2.0, 0.2))
    engine = Compared("ray", 1, Measured(8, 1.0, 0.2), Measured(20, 2.0, 0.5))
    assert [
        row.split(" | ")[4] for row in throughput.table([nothing, engine]).splitlines()[2:]
    ] == [
        "–",
        "–",
    ]


def test_cost_grows_with_the_pages() -> None:
    """3.6 ms a page are ten core-hours for ten million."""
    rows = cost.table([Figures("dump", 0.0036, 2000, 500, 2**20)], 0.5).splitlines()
    assert rows[2] == "| dump | 3.6 | 278 | 1 MiB |"
    assert rows[6] == "| 10,000,000 | dump | 10 | 5.0 h | 1 min | 20 GB | 5 GB | 5.00 |"
    assert rows[7].endswith("| 1,000 | 21 days | 1.0 h | 2,000 GB | 500 GB | 500.00 |")


@pytest.mark.slow
def test_cost_is_worked_out_from_a_run() -> None:
    """Of each kind of pages."""
    result = CliRunner().invoke(main, ["cost", "--pages=41"], catch_exceptions=False)
    kinds = [line.split(" | ")[0].strip("| ") for line in result.output.splitlines()[2:5]]
    assert kinds == ["profile", "generic", "dump"]
