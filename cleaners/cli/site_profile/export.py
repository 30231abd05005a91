"""`site-profile export`: a profile in the form of another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleaners.addresses import host_of
from cleaners.cli.options import complete_hosts, profiles_option
from cleaners.cli.shown_text import printable

if TYPE_CHECKING:
    from cleaners import Profiles

_PROGRAM = "site-profile"
_FORMS = ("ftr", "freshrss", "css")


@click.command("export")
@click.argument("host", shell_complete=complete_hosts)
@click.option(
    "--to", "form", type=click.Choice(_FORMS), required=True, help="The form that is wanted."
)
@profiles_option
def main(host: str, form: str, profiles: Profiles | None) -> None:
    """Give a profile away to other programs.

    HOST is a host name or the address of a page. Forms are `ftr`, the rules of
    fivefilters/ftr-site-config that wallabag, Full-Text RSS and others read; `freshrss`, a list of
    feeds (OPML) with which FreshRSS fetches whole stories; and `css`, the selectors of the story
    and of what is removed from it, for feed readers that ask for them. What a form can't say is
    named on standard error.

    \b
        site-profile export kazpravda.kz --to ftr > kazpravda.kz.txt
        site-profile export kazpravda.kz --to freshrss > feeds.opml
        site-profile export example.org --to css --profiles profiles/

    Exit status: 0 exported, 1 the form can't say where the story is, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    from cleaners import ProfileError, load_profiles
    from cleaners.sites.exporting import ExportForm, export_profile

    try:
        name = host_of(host) if "//" in host else host
        profile = (profiles or load_profiles()).get(name)
    except ProfileError as error:
        raise click.ClickException(str(error)) from None
    exported = export_profile(profile, ExportForm(form))
    for line in exported.left_out:
        click.echo(printable(f"{_PROGRAM}: left out: {line}"), err=True)
    if not exported.text:
        raise click.ClickException(f"{profile.host}: nothing that {form} could say of its stories")
    click.echo(exported.text, nl=False)
