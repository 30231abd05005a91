"""`python -m crawler.fleet.bound PARENT COMMAND…`: run a command that ends with its parent.

Whoever kills a worker, even by SIGKILL, ends its crawl with it: what nobody watches any longer must
not go on asking a site that another worker may have leased. Linux alone can do this.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

_PR_SET_PDEATHSIG = 1  # prctl(2); execve(2) keeps it


def bound(command: Sequence[str]) -> list[str]:
    """The command that runs another one bound to this process.

    The thread that starts it must live as long as it may run: the kernel asks for the thread.
    """
    return [sys.executable, "-m", "crawler.fleet.bound", str(os.getpid()), *command]


def main() -> None:
    """Bind this process to its parent, and become the command."""
    parent, *command = sys.argv[1:]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL):
        sys.exit(f"prctl: {os.strerror(ctypes.get_errno())}")
    if os.getppid() != int(parent):  # it was gone before
        sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606  the command is the caller's


if __name__ == "__main__":
    main()
