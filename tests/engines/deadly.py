"""Work for a worker process of its own; the module imports little, for the worker loads it."""

from __future__ import annotations

import os
import signal

from cleaners.engines.engine_page import Cleaned, Dropped, EnginePage


def die_if_deadly(_profile: object, _limits: object, page: EnginePage) -> Cleaned | Dropped:
    """Like a page that ends the process which cleans it."""
    if page.data == b"deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return Cleaned("text", b"{}")
