"""What `scrapy fetch`, `parse` and `shell` have in common here: one page is looked at by hand.

No run is opened for it, so that nothing is written and the state is not touched. With `--spider` a
spider of this project starts at the page, which may be on a server of this machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.utils.url import guess_scheme

from crawler.configuration import BY_HAND

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings


def look_at(settings: BaseSettings | None, args: list[str]) -> None:
    """Tell spider, extensions and download handler which page is looked at."""
    if settings is not None and args:
        settings.set(BY_HAND, guess_scheme(args[0]), priority="cmdline")
