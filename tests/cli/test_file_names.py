"""Names of article files: safe, unique, stable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.cli.file_names import FileNamer, safe_name
from cleaners.intake.record import Place

# A name on disk is any bytes but two.
BYTES = st.binary(min_size=1, max_size=20).map(lambda name: name.replace(b"/", b"_"))
NAMES = BYTES.map(lambda name: os.fsdecode(name.replace(b"\x00", b" ")))


def test_the_only_folder_gives_its_structure(tmp_path: Path) -> None:
    """Below the output folder it looks as before."""
    place = Place(f"{tmp_path}/x/a.html", relative="x/a.html")
    assert FileNamer([str(tmp_path)]).name(place) == Path("x/a.html")


def test_records_of_a_file_are_numbered() -> None:
    """Six digits sort well."""
    place = Place("a.warc.gz", 17, relative="a.warc.gz")
    assert FileNamer(["a.warc.gz"]).name(place) == Path("a.warc.gz-000017")


def test_several_sources_do_not_mix(tmp_path: Path) -> None:
    """Folders get a folder each, files a name each, counted where they repeat."""
    for name in ("x/dumps", "y/dumps"):
        (tmp_path / name).mkdir(parents=True)
    namer = FileNamer([f"{tmp_path}/x/dumps", f"{tmp_path}/y/dumps/", "p/a.html", "q/a.html", "-"])
    names = [
        namer.name(Place("", origin=origin, relative=relative))
        for origin, relative in enumerate(["a.html", "a.html", "a.html", "a.html", "stdin"])
    ]
    expected = ["dumps/a.html", "dumps(2)/a.html", "a.html", "a.html(2)", "stdin"]
    assert [str(name) for name in names] == expected


def test_a_pattern_gives_the_folder_that_it_starts_in() -> None:
    """What follows is found below it."""
    namer = FileNamer(["dumps/*/a.html", "b.html"])
    place = Place("dumps/x/a.html", relative="x/a.html")
    assert namer.name(place) == Path("dumps/x/a.html")


@pytest.mark.parametrize(
    "name", ["..", ".", ".hidden", "-rf", "a\nb", "a\\b", "x" * 300, "я" * 150]
)
def test_no_name_leaves_the_folder_or_is_too_long(name: str) -> None:
    """Nor is it hidden, an option or two lines."""
    safe = safe_name(name, 1)
    assert len(safe.encode()) < 230
    assert not safe.startswith((".", "-"))
    assert safe.isprintable()


def test_a_name_that_looks_numbered_is_marked() -> None:
    """`a-000001` the page is not record 1 of `a`."""
    assert safe_name("a-000001") != safe_name("a", 1)


@given(NAMES, NAMES, st.integers(0, 10**7), st.integers(0, 10**7))
def test_two_places_never_share_a_name(one: str, other: str, first: int, second: int) -> None:
    """Whatever they are called."""
    same = (one, first) == (other, second)
    assert same or safe_name(one, first) != safe_name(other, second)
