"""For pipelines of datatrove: the reader and the steps. Needs the extra `datatrove`."""

from cleaners.engines.page_cleaner import PageCleaner
from cleaners.engines.page_reader import PageReader

__all__ = ["PageCleaner", "PageReader"]
