"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cleaners import Profiles


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
    help="A folder of site profiles; they win over those that ship.",
)
