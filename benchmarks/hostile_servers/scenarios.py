"""All scenarios."""

from __future__ import annotations

from benchmarks.hostile_servers.indexes import INDEXES
from benchmarks.hostile_servers.sites import SITES
from benchmarks.hostile_servers.stories import STORIES

SCENARIOS = (*STORIES, *INDEXES)

__all__ = ["SCENARIOS", "SITES"]
