"""What a worker may meet; in a module of their own because processes import them by name."""

from __future__ import annotations

import os
import signal
import time


def obey(task: str) -> str:
    """Do what the task says, and tell who did it."""
    match task.partition(" ")[0]:
        case "crash":
            os._exit(3)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            signal.raise_signal(signal.SIGSEGV)
        case "hang":
            time.sleep(600)
        case "fill":
            try:
                bytearray(8 * 1024**3)
            except MemoryError:
                return "out of memory"
        case "once":
            mark = task.partition(" ")[2]
            if not os.path.exists(mark):  # noqa: PTH110
                open(mark, "w").close()  # noqa: PTH123
                os._exit(3)
        case "print":
            print("noise", flush=True)  # noqa: T201
    return f"{task} by {os.getpid()}"
