"""`clean-file --newer-cleaner`: what an older version cleaned is cleaned again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners.cli.outdated import is_older
from cleaners.version import __version__
from tests.cli.test_clean_file import clean_file
from tests.intake.dump_files import Archive


@pytest.mark.parametrize(
    ("cleaner", "than", "expected"),
    [
        (None, "0.1.0", True),
        ("0.1.0", "0.1.0", False),
        ("0.9.9", "0.10.0", True),
        ("1.0.0", "0.10.0", False),
        ("", "0.1.0", True),
    ],
)
def test_versions_are_compared_as_numbers(cleaner: str | None, than: str, expected: bool) -> None:
    """One that nobody wrote down counts as older."""
    assert is_older(cleaner, than) is expected


def test_only_what_is_older_is_cleaned(tmp_path: Path) -> None:
    """Nothing else is counted either."""
    archive = Archive(packed=True)
    archive.crawled(role="article", cleaner="0.0.1").crawled(role="article", cleaner=__version__)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive.data())
    assert len(clean_file(path).stdout.splitlines()) == 2
    (line,) = clean_file(path, "--newer-cleaner").stdout.splitlines()
    assert json.loads(line)["metadata"]["source"] == f"{path}#2"


def test_nothing_to_do_is_no_failure(tmp_path: Path) -> None:
    """Exit status 0, no line."""
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(Archive(packed=True).crawled(role="article", cleaner=__version__).data())
    result = clean_file(path, "--newer-cleaner")
    assert (result.exit_code, result.stdout) == (0, "")
