"""A browser for tests of what is shown in one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
needs_browser = pytest.mark.skipif(
    not (find_spec("playwright") and PROGRAM), reason="needs playwright and chromium"
)


@contextmanager
def opened(address: str, own: str, *, dark: bool = False) -> Iterator[Page]:
    """A page, open; a dialog, an error or a request that does not begin with `own` fails."""
    from playwright.sync_api import sync_playwright

    unwanted: list[str] = []

    def note(url: str) -> None:
        if not url.startswith(own):
            unwanted.append(url)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": 1300, "height": 1000}, color_scheme="dark" if dark else "light"
        )
        page.set_default_timeout(120_000)  # on a machine with much else to do
        page.on("dialog", lambda dialog: unwanted.append(dialog.message))
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.on("request", lambda request: note(request.url))
        page.on("websocket", lambda socket: unwanted.append(socket.url))
        page.goto(address)
        yield page
        browser.close()
    assert unwanted == []


def serious_findings(page: Page) -> list[str]:
    """What axe finds on the page that is serious or critical, with the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
