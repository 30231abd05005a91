"""One page of an engine → article or reason, as values that travel between processes."""

from __future__ import annotations

from typing import Literal

import msgspec

from cleaners.errors import CleanersError, LimitError, NoMainContent
from cleaners.flow import clean
from cleaners.limits import Limits
from cleaners.sites.loader import Profiles
from cleaners.sites.profile import SiteProfile
from cleaners.workers import describe_bug


class EnginePage(msgspec.Struct, frozen=True):
    """A page with what is known of it; `asks_payment` says that it came with HTTP status 402."""

    data: bytes | str
    url: str | None = None
    content_type: str | None = None
    downloaded: str | None = None
    source: str | None = None
    asks_payment: bool = False


class Cleaned(msgspec.Struct, frozen=True):
    """The text of a story; `fields` is the JSON object of all others, of `metadata` too."""

    text: str
    fields: bytes


class Dropped(msgspec.Struct, frozen=True):
    """Why there is no article: a word to count by, and a sentence."""

    reason: str
    message: str


def clean_page(
    profile: SiteProfile | Profiles | Literal["auto"] | None, limits: Limits, page: EnginePage
) -> Cleaned | Dropped:
    """Clean a page; nothing is raised, whatever it holds.

    >>> clean_page(None, Limits(max_characters=3), EnginePage("Мост"))
    Dropped(reason='max_characters', message='max_characters: page has 4 characters, allowed are 3')
    """
    try:
        article = clean(
            page.data,
            page.url,
            profile=profile,
            content_type=page.content_type,
            downloaded=page.downloaded,
            source=page.source,
            limits=limits,
        )
    except NoMainContent as error:
        return Dropped("no_story", str(error))
    except LimitError as error:
        return Dropped(error.limit, str(error))
    except CleanersError as error:
        return Dropped("unreadable", str(error))
    except Exception as error:  # noqa: BLE001  one page must not end the task
        return Dropped("unexpected", describe_bug(error))
    if page.asks_payment:
        article = msgspec.structs.replace(article, is_accessible_for_free=False)
    fields = article.to_dict()
    metadata = fields.pop("metadata")
    text = fields.pop("articleBody", "")
    return Cleaned(text, msgspec.json.encode(fields | metadata))
