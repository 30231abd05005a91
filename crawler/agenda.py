"""What a crawl asks for: what is new, what has changed, and what earlier runs did not get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from crawler.state.due import Patience, is_due
from crawler.state.values import Link, Source, Validators
from crawler.times import now

if TYPE_CHECKING:
    from crawler.state.interface import State


class Agenda:
    """Asks the state for one run on one site."""

    def __init__(self, state: State, site: str, patience: Patience) -> None:
        self._state = state
        self._site = site
        self._patience = patience

    def due(self, links: Iterable[Link]) -> list[Link]:
        """Note that these pages were seen; returns those that are to be asked for.

        Each under one address, however the sources write it.
        """
        time = now()
        seen = self._state.see(links, self._site, time)
        return [
            Link(page.url, link.changed)
            for link, page in seen
            if is_due(page, link.changed, time, self._patience)
        ]

    def waiting(self) -> Iterator[Link]:
        """Pages that earlier runs saw and did not get, whether or not a source still names them."""
        time = now()
        for page in self._state.open_pages(self._site):
            if is_due(page, None, time, self._patience):
                yield Link(page.url)

    def validators(self, url: str) -> Validators:
        """What the server gave with an article's page when it last came."""
        page = self._state.page(url)
        return page.validators if page else Validators()

    def source(self, url: str) -> Source | None:
        """A listing, feed or sitemap as it last came, if it can be asked for conditionally."""
        source = self._state.source(url)
        return source if source and source.body is not None else None
