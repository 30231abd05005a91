"""Mistakes in names of outputs that would only show after hours, or destroy something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import click

from cleaners.cli.formats import ENDINGS, PACKED_ENDINGS, Format, ending, ending_of

_STREAM = "-"
# Of these many go into a folder, one file each, unless a file is named.
SINGLE = (Format.JSON, Format.MD, Format.TXT, Format.LD)


@contextmanager
def path_errors() -> Iterator[None]:
    """What the system says of a path, such as that it is too long, becomes an error of usage."""
    try:
        yield
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}") from None


def only_one(
    _context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> str | None:
    """The value of an option that may be given once."""
    if len(values) > 1:
        raise click.BadParameter(f"given {len(values)} times; name one", param=option)
    return values[0] if values else None


def choose_format(output: Path | None, asked: str | None, *, is_terminal: bool) -> Format:
    """What was asked for, else what the ending of the output says, else JSON Lines.

    A person at a terminal who asks for nothing gets `Format.VIEW`. Refuses an ending that says
    something else than what was asked for.
    """
    if output is None:
        return Format(asked or (Format.VIEW if is_terminal else Format.JSONL))
    told = None if output.is_dir() else ENDINGS.get(ending(output))
    if told and asked and told != asked:
        _refuse(f"{output} ends in {ending(output)}, and --format says {asked}: choose one")
    return Format(asked or told or Format.JSONL)


def check_output(output: Path, format_: Format, sources: Sequence[str]) -> bool:
    """Whether the output is a folder, with a file for each article.

    Refuses an output of the wrong kind or name, and one that is read as well.
    """
    is_folder = format_ in SINGLE and (output.is_dir() or ending(output) not in ENDINGS)
    if is_folder and output.exists() and not output.is_dir():
        _refuse(f"{output} is a file; --format {format_} writes one file an article: name a folder")
    if not is_folder:
        _check_file(output, format_)
    if format_ is Format.PARQUET:
        _check_parquet(output)
    _check_sources(output, sources, "'-o'")
    return is_folder


def check_beside(path: Path, output: Path | None, sources: Sequence[str], option: str) -> None:
    """Raise `click.BadParameter` for a further file that is the output, or an input.

    `option` is the one that names the file, such as --errors.
    """
    hint = f"'{option}'"
    if output is not None and path.resolve() == output.resolve():
        _refuse(f"{path} is the output as well", hint)
    if path.is_dir() or not path.parent.is_dir():
        _refuse(f"{path} is no place for a file", hint)
    _check_sources(path, sources, hint)


def _check_sources(path: Path, sources: Sequence[str], hint: str) -> None:
    for source in sources:
        with suppress(OSError):  # one that can't be read is told when its turn comes
            if problem := _is_read(path, source):
                _refuse(problem, hint)


def _check_file(output: Path, format_: Format) -> None:
    if output.is_dir():
        _refuse(
            f"{output} is a folder; name a file, such as {output / f'articles{ending_of(format_)}'}"
        )
    if not output.parent.is_dir():
        _refuse(f"there is no folder {output.parent}")
    if output.exists() and not output.is_file():
        return  # pipes and devices have names of their own
    # Imported here: `--help` must answer at once.
    from cleaners.cli.journal import journal_of
    from cleaners.cli.part_file import part_of

    for beside in (part_of(output), journal_of(output)):
        beside.exists()  # raises where the name is so long that these can't be
    kind = ending(output)
    if kind and kind not in ENDINGS:
        known = ", ".join((*ENDINGS, *(f".jsonl{packed}" for packed in PACKED_ENDINGS)))
        _refuse(f"{output}: nothing is written as {kind}; endings are {known}")


def _check_parquet(output: Path) -> None:
    if output.suffix in PACKED_ENDINGS:
        _refuse(f"{output}: Parquet is packed by itself; name a file such as articles.parquet")
    if find_spec("pyarrow") is None:
        _refuse("Parquet needs pyarrow: pip install 'chistovik[arrow]'")


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
