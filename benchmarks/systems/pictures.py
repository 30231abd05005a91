"""The pictures of the newsroom: plain ones, each unlike the others."""

from __future__ import annotations

from pathlib import Path

from benchmarks.systems.newsroom import Newsroom

_SIZE = (768, 432)  # pixels: larger than what themes take for an icon


def write_pictures(newsroom: Newsroom, folder: Path) -> None:
    """One JPEG for each name."""
    # Imported here: who asks for help need not have it.
    from PIL import Image

    for number, name in enumerate(newsroom.pictures):
        Image.new("RGB", _SIZE, (number % 256, number // 256, 90)).save(folder / name)
