"""XPath within a time limit: evaluated by a process of its own, which can be ended.

An XPath of 60 characters can keep libxml2 busy for hours on an ordinary page, and nothing in the
same process can stop it: no exception, no thread, no signal that Python handles. So a process that
meets a profile with XPath starts one child, which lives as long as itself, and which the kernel
ends when a page has used up `XPATH_SECONDS`.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from threading import Lock
from typing import Any

import msgspec

from cleaners.errors import DumpError, LimitError, ProfileError

# Processor time for all XPaths of one page, its parsing included. A page of 100 KB takes some
# milliseconds, the largest that `max_characters` allows some seconds.
XPATH_SECONDS = 10.0

# The attribute that marks an element; the number of the XPath follows.
MARK = "data-xpath-match"


class Matches(msgspec.Struct, frozen=True):
    """The page with marks, and for each XPath the strings that it returned, None for elements."""

    html: str
    strings: tuple[list[str] | None, ...]


def find_xpaths(html: str, xpaths: list[str]) -> Matches:
    """What the XPaths find on a page; elements are marked as `xpath_child` describes.

    Raises `LimitError` naming the XPath that took too long, `ProfileError` naming one that can't
    be evaluated, `DumpError` for a page that can't be parsed.
    """
    parsed, *answers = _child.ask(html, xpaths)
    if parsed is not None:
        raise DumpError(f"no page: {parsed}")
    for xpath, answer in zip(xpaths, answers, strict=False):
        if isinstance(answer, str):
            raise ProfileError(f"'xpath:{xpath}' can't be evaluated: {answer}")
    return Matches(answers[-1], tuple(answers[:-1]))


class _Child:
    """The process. Threads take turns; after a fork each side has a child of its own."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """In a fork: the child is the other's, and the lock may be held by a thread left there."""
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def end(self) -> None:
        """It has nothing to lose."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def ask(self, html: str, xpaths: list[str]) -> list[Any]:
        """All answers on one page."""
        with self._lock:
            process = self._process = self._process or _start()
            try:
                return _converse(process, html, xpaths)
            except BaseException:
                # Interrupted in the middle, too: the next page must not get the rest of an answer.
                self.end()
                raise


def _start() -> subprocess.Popen[bytes]:
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "cleaners.markup.xpath_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for those who handle it
    )


def _converse(process: subprocess.Popen[bytes], html: str, xpaths: list[str]) -> list[Any]:
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise RuntimeError("the pipes that were asked for are not there")
    try:
        stdin.write(msgspec.json.encode([html, xpaths, XPATH_SECONDS]) + b"\n")
        stdin.flush()
    except BrokenPipeError:
        raise _explain_end(process, "the page") from None
    answers: list[Any] = []
    for asked in ("parsing the page", *(f"'xpath:{xpath}'" for xpath in xpaths), "marking"):
        line = stdout.readline()
        if not line.endswith(b"\n"):
            raise _explain_end(process, asked)
        answers.append(msgspec.json.decode(line))
        if asked == "parsing the page" and answers[0] is not None:
            break
    return answers


def _explain_end(process: subprocess.Popen[bytes], asked: str) -> Exception:
    code = process.wait()
    if code == -signal.SIGPROF:
        return LimitError(
            "xpath_seconds",
            f"{asked}, with what came before it on this page, took over {XPATH_SECONDS:g} s of "
            "processor time; make it simpler",
        )
    return DumpError(f"the process that evaluates XPath ended at {asked} (exit code {code})")


_child = _Child()
atexit.register(_child.end)
os.register_at_fork(after_in_child=_child.forget)
