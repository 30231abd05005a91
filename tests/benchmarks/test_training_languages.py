"""The shipped model of languages can be made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.training.languages import main

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_command_writes_the_model_that_ships(tmp_path: Path) -> None:
    """Byte by byte, of the py3langid that the lock file names."""
    pytest.importorskip("py3langid")
    path = tmp_path / "model.npz"
    result = CliRunner().invoke(main, ["-o", str(path)])
    assert result.exit_code == 0, result.output
    assert path.read_bytes() == (ROOT / "cleaners/reading/language_model.npz").read_bytes()
