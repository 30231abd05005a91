"""`site-profile show`: which profile speaks for a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleaners.addresses import host_of
from cleaners.cli.options import complete_hosts, profiles_option

if TYPE_CHECKING:
    from cleaners import Profiles


@click.command("show")
@click.argument("host", shell_complete=complete_hosts)
@profiles_option
def main(host: str, profiles: Profiles | None) -> None:
    """Show the profile that speaks for a host.

    It is shown as its file stands, below a line that says where that is. HOST is a host name
    or the address of a page.

    \b
    One that ships:
        site-profile show kazpravda.kz
    \b
    One of your own, before those that ship:
        site-profile show https://example.org/2026/11/story --profiles profiles/

    Exit status: 0 shown, 1 no profile speaks for the host, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    from cleaners import load_profiles

    name = _host_of(host)
    file = (profiles or load_profiles()).find_file(name)
    if file is None:
        raise click.ClickException(_nothing_known(name, profiles))
    where = "ships with Chistovik" if file.origin == "shipped" else "from your folder"
    click.echo(f"# {file.name}, {where}")
    click.echo(file.text.rstrip())


def _host_of(given: str) -> str:
    host = host_of(given if "//" in given else f"//{given}")
    if not host:
        raise click.BadParameter(f"{given!r} is no host; write example.org", param_hint="'HOST'")
    return host


def _nothing_known(host: str, profiles: Profiles | None) -> str:
    if profiles is None:
        return (
            f"no profile for {host} ships. Pages of it are judged by the generic rules. "
            "Have you profiles of your own? Name their folder with --profiles DIR. "
            "To write one, see docs/profiles.md."
        )
    return (
        f"no profile for {host}, neither in the folder nor shipped. Pages of it are judged by the "
        f"generic rules. To change that, add {host}.toml to the folder; see docs/profiles.md."
    )
