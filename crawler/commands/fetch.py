"""`scrapy fetch`, without a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands.fetch import Command as ScrapyFetch

from crawler.commands.by_hand import look_at

if TYPE_CHECKING:
    import argparse


class Command(ScrapyFetch):
    """Scrapy's own; state and output stay as they are."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options as Scrapy does."""
        super().process_options(args, opts)
        look_at(self.settings, args)
