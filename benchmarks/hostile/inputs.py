"""All hostile inputs, by group."""

from __future__ import annotations

from benchmarks.hostile import bulk, containers, decoding, dumps, markup, metadata, profiles
from benchmarks.hostile.values import HostileInput

INPUTS: tuple[HostileInput, ...] = (
    *decoding.INPUTS,
    *markup.INPUTS,
    *metadata.INPUTS,
    *bulk.INPUTS,
    *dumps.INPUTS,
    *containers.INPUTS,
    *profiles.INPUTS,
)
