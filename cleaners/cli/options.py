"""Options that several commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TextIO

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from cleaners import Profiles
    from cleaners.cli.report.against import Against

NO_PROFILE = "none"  # in place of a host


def checked_url(_context: click.Context, _option: click.Parameter, url: str | None) -> str | None:
    """An address of the web."""
    if url and not (url.startswith(("http://", "https://")) and url.isprintable()):
        raise click.BadParameter("an address begins with http:// or https://")
    return url


def checked_site(context: click.Context, _option: click.Parameter, host: str | None) -> str | None:
    """A host with a profile, or `NO_PROFILE`; whatever is learned first has none yet."""
    if host and host != NO_PROFILE and not context.params["learn"]:
        from cleaners import ProfileError, load_profiles

        try:
            (context.params["profiles"] or load_profiles()).get(host)
        except ProfileError as error:
            raise click.BadParameter(str(error)) from None
    return host


def checked_against(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> Against | None:
    """What a report compares with: another extractor, or the profile of a file."""
    if value is None:
        return None
    if value == "trafilatura":
        return "trafilatura"
    # Imported here: `--help` must answer at once.
    from cleaners import ProfileError
    from cleaners.sites.loader import read_profile

    try:
        return read_profile(Path(value))
    except ProfileError as error:
        raise click.BadParameter(f"{error}; name a profile, or trafilatura") from None


def complete_files(
    _context: click.Context, _option: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the name of a file or a folder."""
    return [CompletionItem(incomplete, type="file")]


def complete_folders(
    _context: click.Context, _option: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the name of a folder."""
    return [CompletionItem(incomplete, type="dir")]


def complete_hosts(
    _context: click.Context, _option: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Hosts that a profile ships for."""
    from cleaners import load_profiles

    return [CompletionItem(host) for host in load_profiles().files if host.startswith(incomplete)]


def binary_stream(name: Literal["stdin", "stdout"]) -> BinaryIO:
    """The bytes behind a standard stream."""
    stream: TextIO | None = getattr(sys, name)
    if stream is None:
        raise click.UsageError(f"{name} is closed")
    return stream.buffer


def _read_profiles(
    _context: click.Context, _option: click.Parameter, folder: str | None
) -> Profiles | None:
    if folder is None:
        return None
    # Imported here: `--help` must answer at once.
    from cleaners import ProfileError, load_profiles

    try:
        return load_profiles(folder)
    except ProfileError as error:
        raise click.BadParameter(str(error)) from None


# Eager: other options are checked against what stands in the folder.
profiles_option = click.option(
    "--profiles",
    metavar="DIR",
    is_eager=True,
    callback=_read_profiles,
    shell_complete=complete_folders,
    help="A folder of site profiles; they win over those that ship.",
)
