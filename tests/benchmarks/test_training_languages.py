"""The shipped model of languages can be made again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.training.languages import main

SHIPPED = Path(__file__).parents[2] / "cleaners" / "reading" / "language_model.npz"


@pytest.mark.slow
def test_the_command_writes_the_model_that_ships(tmp_path: Path) -> None:
    """Array by array, of the py3langid that the lock file names; Pythons pack them otherwise."""
    pytest.importorskip("py3langid")
    path = tmp_path / "model.npz"
    result = CliRunner().invoke(main, ["-o", str(path)])
    assert result.exit_code == 0, result.output
    with np.load(path) as made, np.load(SHIPPED) as shipped:
        assert list(made) == list(shipped)
        for name in made:
            np.testing.assert_array_equal(made[name], shipped[name])
