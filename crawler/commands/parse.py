"""`scrapy parse`, without a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands.parse import Command as ScrapyParse

from crawler.commands.by_hand import look_at

if TYPE_CHECKING:
    import argparse


class Command(ScrapyParse):
    """Scrapy's own; state and output stay as they are."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options as Scrapy does."""
        super().process_options(args, opts)
        look_at(self.settings, args)
