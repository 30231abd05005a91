"""`chistovik`: one command, with all others below it."""

from __future__ import annotations

from importlib import import_module

import click

from cleaners import __version__
from crawler.cli.fetch_pages import fetch_pages

_COMMANDS = {
    "check": "crawler.cli.check_site:check",
    "clean": "cleaners.cli.clean_file:main",
    "completion": "crawler.cli.completion:completion",
    "crawl": "crawler.cli.crawl_sites:crawl",
    "doctor": "crawler.cli.doctor:doctor",
    "fleet": "crawler.cli.fleet:fleet",
    "profile": "cleaners.cli.site_profile.group:main",
    "report": "crawler.cli.show_report:report",
    "versions": "crawler.cli.versions:versions",
}


class _Lazy(click.Group):
    """Imports a command when it is asked for: Scrapy alone takes half a second."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, _, name = _COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chistovik")
@click.pass_context
def main(context: click.Context) -> None:
    """Clean saved news pages, crawl news sites, and look at what is stored of them.

    `clean` and `profile` are `clean-file` and `site-profile`.
    """
    context.obj = fetch_pages  # `clean` fetches addresses; the library has no network
