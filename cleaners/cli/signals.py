"""Ctrl-C (SIGINT), SIGTERM, and a terminal that closes (SIGHUP): clean up, then end."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_CAUGHT = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_WORDS = {signal.SIGINT: "interrupted", signal.SIGHUP: "the terminal was closed"}
_SHELL_BASE = 128  # shells report a process ended by signal N as 128 + N

BROKEN_PIPE_STATUS = _SHELL_BASE + signal.SIGPIPE


class StoppedError(BaseException):
    """The user wants an end. No `Exception`: a library would catch it and go on."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = _SHELL_BASE + number

    def __str__(self) -> str:
        return _WORDS.get(signal.Signals(self.status - _SHELL_BASE), "terminated")


@contextmanager
def stopping() -> Iterator[Callable[[], None]]:
    """Turn the first signal into `StoppedError` and ignore later ones while that cleans up.

    The function given raises it once more: code that is called from Rust or C may have lost it.
    """
    stopped: list[StoppedError] = []

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        for caught in _CAUGHT:
            signal.signal(caught, signal.SIG_IGN)
        stopped.append(StoppedError(number))
        raise stopped[0]

    def check() -> None:
        if stopped:
            raise stopped[0]

    # A signal that is ignored stays so: `nohup` has SIGHUP ignored.
    heard = [number for number in _CAUGHT if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stop) for number in heard}
    try:
        yield check
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
