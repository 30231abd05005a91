"""For pipelines of datatrove: the reader and the steps. Needs the extra `datatrove`."""

from cleaners.engines.page_cleaner import PageCleaner
from cleaners.engines.page_reader import PageReader
from cleaners.engines.site_steps import ProfileLearner, SiteSampler

__all__ = ["PageCleaner", "PageReader", "ProfileLearner", "SiteSampler"]
