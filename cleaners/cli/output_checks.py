"""Mistakes in `-o` and `--errors` that would only show after hours, or destroy something."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

_LINES = (".jsonl", ".ndjson", ".jl")
_PACKED = (".gz", ".zst")
_FOLDERS = {".json": "json", ".md": "md", ".txt": "txt"}
_STREAM = "-"


def only_one(
    _context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> str | None:
    """The value of an option that may be given once."""
    if len(values) > 1:
        raise click.BadParameter(f"given {len(values)} times; name one", param=option)
    return values[0] if values else None


def check_output(output: Path, format_: str, sources: Sequence[str]) -> None:
    """Refuse an output of the wrong kind or name, and one that is read as well."""
    if format_ == "jsonl":
        _check_file(output)
    elif output.exists() and not output.is_dir():
        _refuse(f"{output} is a file; --format {format_} writes one file an article: name a folder")
    elif output.suffix == f".{format_}" and not output.exists():
        _refuse(f"--format {format_} writes one file an article: name a folder, or use > {output}")
    for source in sources:
        if problem := _is_read(output, source):
            _refuse(problem)


def check_failures(path: Path, output: Path | None, sources: Sequence[str]) -> None:
    """Refuse a file of failures that is the output, or an input."""
    if output is not None and path.resolve() == output.resolve():
        _refuse(f"{path} is the output as well", "'--errors'")
    if path.is_dir() or not path.parent.is_dir():
        _refuse(f"{path} is no place for a file", "'--errors'")
    for source in sources:
        if problem := _is_read(path, source):
            _refuse(problem, "'--errors'")


def _check_file(output: Path) -> None:
    if output.is_dir():
        _refuse(f"{output} is a folder; name a file, such as {output / 'articles.jsonl'}")
    if not output.parent.is_dir():
        _refuse(f"there is no folder {output.parent}")
    if output.exists() and not output.is_file():
        return  # pipes and devices have names of their own
    kind = Path(output.stem).suffix if output.suffix in _PACKED else output.suffix
    if kind in _FOLDERS:
        _refuse(f"{output} ends in {kind}: use --format {_FOLDERS[kind]}, and name a folder")
    if kind and kind not in _LINES:
        known = ", ".join((*_LINES, *(f"{_LINES[0]}{packed}" for packed in _PACKED)))
        _refuse(f"{output}: nothing is written as {kind}; endings are {known}")


def _is_read(output: Path, source: str) -> str | None:
    """Why writing there would destroy what is read, or be read the next time."""
    # Imported here: `--help` must answer at once.
    from cleaners.intake.folders import expand, fixed_part, is_pattern

    if source == _STREAM or not source:
        return None
    written, read = output.resolve(), Path(source)
    if is_pattern(source) and not read.exists():
        top = Path(fixed_part(source) or ".").resolve()
        if not output.exists() or not written.is_relative_to(top):
            return None
        found = (path for path in expand(source) if isinstance(path, str))
        is_input = any(Path(path).resolve() == written for path in found)
        return f"{output} is one of the inputs {source}" if is_input else None
    if read.is_dir():
        is_within = written.is_relative_to(read.resolve())
        return f"{output} lies within {source}, which is read" if is_within else None
    is_same = written == read.resolve() or (
        output.exists() and read.exists() and output.samefile(read)
    )
    return f"{output} is the input" if is_same else None


def _refuse(message: str, option: str = "'-o'") -> NoReturn:
    raise click.BadParameter(message, param_hint=option)
