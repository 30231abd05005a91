"""Chistovik: the story of a news page and its facts, with a reason for everything removed."""

from cleaners.article import (
    Article,
    Author,
    Breadcrumb,
    LanguageVersion,
    MainImage,
    Metadata,
    Picture,
    Removed,
)
from cleaners.block import ArticleBlock, Kind
from cleaners.decision import Decision, Reason
from cleaners.document import Document, DocumentKind, StoryPart
from cleaners.errors import (
    CleanersError,
    DumpError,
    InvalidTypeError,
    InvalidValueError,
    LimitError,
    NoMainContent,
    ProfileError,
)
from cleaners.flow import clean, clean_all
from cleaners.joining import join_parts
from cleaners.learner import SiteLearner, learn_profile, write_learned
from cleaners.limits import Limits
from cleaners.profile_links import find_links
from cleaners.rights import (
    Reservation,
    read_content_usage,
    read_license_links,
    read_licenses,
    read_robots_marks,
    read_tdm,
)
from cleaners.sites.loader import Profiles, load_profile, load_profiles
from cleaners.sites.path_pattern import PathPattern
from cleaners.sites.profile import SiteProfile
from cleaners.version import __version__

__all__ = [
    "Article",
    "ArticleBlock",
    "Author",
    "Breadcrumb",
    "CleanersError",
    "Decision",
    "Document",
    "DocumentKind",
    "DumpError",
    "InvalidTypeError",
    "InvalidValueError",
    "Kind",
    "LanguageVersion",
    "LimitError",
    "Limits",
    "MainImage",
    "Metadata",
    "NoMainContent",
    "PathPattern",
    "Picture",
    "ProfileError",
    "Profiles",
    "Reason",
    "Removed",
    "Reservation",
    "SiteLearner",
    "SiteProfile",
    "StoryPart",
    "__version__",
    "clean",
    "clean_all",
    "find_links",
    "join_parts",
    "learn_profile",
    "load_profile",
    "load_profiles",
    "read_content_usage",
    "read_license_links",
    "read_licenses",
    "read_robots_marks",
    "read_tdm",
    "write_learned",
]
