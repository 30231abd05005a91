"""Chistovik: the story of a news page and its facts, with a reason for everything removed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
else:
    # Each name is loaded when it is first asked for: a command that is asked for help needs none.
    _HOMES = {
        "cleaners.article": (
            "Article Author Breadcrumb LanguageVersion MainImage Metadata Picture Removed"
        ),
        "cleaners.block": "ArticleBlock Kind",
        "cleaners.decision": "Decision Reason",
        "cleaners.document": "Document DocumentKind StoryPart",
        "cleaners.errors": (
            "CleanersError DumpError InvalidTypeError InvalidValueError "
            "LimitError NoMainContent ProfileError"
        ),
        "cleaners.flow": "clean clean_all",
        "cleaners.joining": "join_parts",
        "cleaners.learner": "SiteLearner learn_profile write_learned",
        "cleaners.limits": "Limits",
        "cleaners.profile_links": "find_links",
        "cleaners.rights": (
            "Reservation read_content_usage read_license_links "
            "read_licenses read_robots_marks read_tdm"
        ),
        "cleaners.sites.loader": "Profiles load_profile load_profiles",
        "cleaners.sites.path_pattern": "PathPattern",
        "cleaners.sites.profile": "SiteProfile",
        "cleaners.version": "__version__",
    }

    def __getattr__(name: str) -> object:
        """A public name, out of the module that is its home."""
        home = next((home for home, names in _HOMES.items() if name in names.split()), None)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        # Imported here: it is one of the few that nobody has loaded yet.
        from importlib import import_module

        globals()[name] = value = getattr(import_module(home), name)
        return value

    def __dir__() -> list[str]:
        """What there is to ask for, before anybody has."""
        return sorted({*globals(), *__all__})


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
