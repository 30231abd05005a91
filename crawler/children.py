"""What our own child processes are started with."""

from __future__ import annotations

import os
import sys


def child_environment() -> dict[str, str]:
    """The environment of this process; Scrapy puts the project's folder on its path alone."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
