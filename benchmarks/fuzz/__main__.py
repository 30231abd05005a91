"""`python -m benchmarks.fuzz html --seconds 600`: look for bytes that a reader does not survive.

Needs `pip install atheris`. What it finds lies in `output/fuzz/NAME/`, and is told with its
traceback; a file of it is tried again with `--again FILE`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.fuzz.targets import TARGETS, seeds

_LONGEST = 8_192  # bytes of an input
_SLOWEST = 60  # seconds for one input, on a machine that has other work, too
_MEMORY = 6_144  # MB; atheris keeps half a megabyte of each input that it tries

# atheris ends the process that it runs in, so each target gets one. Modules that are imported
# when they are needed have to be watched, too: the seeds bring them in.
_CHILD = """
import sys, logging, warnings
import atheris
with atheris.instrument_imports(include=["cleaners", "crawler"], enable_loader_override=False):
    from benchmarks.fuzz.targets import TARGETS, seeds
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    name = sys.argv.pop(1)
    for seed in seeds(name)[:10]:
        TARGETS[name](seed)
atheris.Setup(sys.argv, TARGETS[name])
atheris.Fuzz()
"""


def fuzz(name: str, seconds: int) -> int:
    """Fuzz one target for so long; its exit status."""
    found = Path("output", "fuzz", name)
    corpus = found / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(data)
    command = [
        *(sys.executable, "-c", _CHILD, name, str(corpus)),
        *(f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_SLOWEST}"),
        *(f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={found}/", "-print_final_stats=1"),
    ]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Fuzz the targets that are named, one after another; exit 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=1_200, help="for each target")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try one input of one target")
    arguments = parser.parse_args()
    names = arguments.targets or list(TARGETS)
    if unknown := set(names) - TARGETS.keys():
        parser.error(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if arguments.again:
        TARGETS[names[0]](arguments.again.read_bytes())
        return
    statuses = {name: fuzz(name, arguments.seconds) for name in names}
    failed = [name for name, status in statuses.items() if status]
    print("found something: " + ", ".join(failed) if failed else "found nothing")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
