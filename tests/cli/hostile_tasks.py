"""What a worker may meet; in a module of their own because processes import them by name."""

from __future__ import annotations

import os
import signal
import time

from cleaners.cli.clean_record import Cleaned, Outcome
from cleaners.intake.record import Failure, Place, Record


def record(number: int, data: str = "") -> Record:
    """A record whose place tells its number."""
    return Record(data, Place("a.jsonl", number))


def obey(item: Record | Failure) -> Outcome:
    """Do what the record says."""
    if isinstance(item, Failure):
        return item
    match item.data:
        case "crash":
            os._exit(3)
        case "run out of memory":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(600)
    return Cleaned(item.place, f"cleaned by {os.getpid()}")
