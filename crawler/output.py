"""The output folder: where it is, and how a file gets into it whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.utils.conf import closest_scrapy_cfg

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.settings import BaseSettings

TEMPORARY_PREFIX = ".tmp-"


def output_folder(settings: BaseSettings) -> Path:
    """The folder which everything is written below; a relative one lies in the project."""
    named: str = settings["OUTPUT_DIR"]
    return Path(closest_scrapy_cfg()).parent / named


def feed_uri_params(params: dict[str, Any], spider: Spider) -> dict[str, Any]:
    """Give feed addresses the placeholder `output_dir`; named in `FEED_URI_PARAMS`."""
    return params | {"output_dir": str(output_folder(spider.settings))}


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is seen complete or not at all; its folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        # mkstemp hides its files from others; articles are meant to be read.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    current = os.umask(0)
    os.umask(current)
    return current
