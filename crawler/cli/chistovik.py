"""`chistovik`: one command for each question about a site."""

from __future__ import annotations

import click

from cleaners import __version__
from crawler.cli.check_site import check
from crawler.cli.versions import versions


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="chistovik")
def main() -> None:
    """Look at a site before it is crawled, and at what a crawl has stored."""


main.add_command(check)
main.add_command(versions)
