"""`site-profile edit`: a profile made by pointing at pages in a browser."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.addresses import bare_host, host_of
from cleaners.cli.options import binary_stream, checked_url, complete_files
from cleaners.cli.shown_text import printable

if TYPE_CHECKING:
    from cleaners.cli.editor.workbench import Workbench
    from cleaners.document import Document
    from cleaners.intake.record import Record

_PROGRAM = "site-profile"
_STREAM = "-"
_LOOPBACK = "127.0.0.1"


@click.command("edit")
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, shell_complete=complete_files
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The profile: read if it is there, written by the button. [default: HOST.toml]",
)
@click.option("--site", metavar="HOST", help="The site, where the pages do not tell their address.")
@click.option(
    "--url", metavar="URL", callback=checked_url, help="Address for records that bring none."
)
@click.option(
    "--cases",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default="cases",
    show_default=True,
    help="The folder for pages that are saved as test cases.",
)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, metavar="N", help="[default: a free one]"
)
def main(
    sources: tuple[str, ...],
    output: Path | None,
    site: str | None,
    url: str | None,
    cases: Path,
    port: int,
) -> None:
    """Make or mend a profile by pointing at pages.

    SOURCE is what clean-file takes; up to 30 pages of one site are shown. The address that is
    printed leads to a page of your own machine that nobody else can open: choose a page, click a
    block, say what it is, and see what changes on all pages. Nothing is saved without a click.

    \b
    From saved pages:
        site-profile edit saved/ --site example.org
    \b
    From a crawl's archive, into the folder of your profiles:
        site-profile edit output/warc/ --site example.org -o profiles/example.org.toml

    Needs `pip install 'chistovik[edit]'`. Exit status: 0 ended by Ctrl-C, 1 there was no page to
    show, 2 wrong usage.
    """  # noqa: D301  click needs the real character
    if not (find_spec("starlette") and find_spec("uvicorn")):
        raise click.ClickException(
            "the editor needs two packages more: pip install 'chistovik[edit]'"
        )
    # Imported here: `--help` must answer at once.
    from cleaners.cli.clean_record import quiet_libraries
    from cleaners.cli.editor.workbench import Workbench
    from cleaners.errors import ProfileError
    from cleaners.sites.loader import profile_file_name

    with quiet_libraries():
        host, documents = _read(sources, site, url)
        path = output or Path(profile_file_name(host))
        if not path.absolute().parent.is_dir():
            raise click.BadParameter(f"there is no folder {path.parent}", param_hint="'-o'")
        try:
            bench = Workbench(host, documents, path, cases)
        except ProfileError as error:
            raise click.BadParameter(str(error), param_hint="'-o'") from None
        _serve(bench, port)
    if not bench.is_saved:
        click.echo(f"{_PROGRAM}: the last changes were not saved", err=True)


def _read(
    sources: tuple[str, ...], site: str | None, url: str | None
) -> tuple[str, list[Document]]:
    """The site and its first pages; what can't be read is told."""
    from cleaners.cli.editor.workbench import MOST_PAGES

    host, others = bare_host(site or ""), 0
    documents: list[Document] = []
    for record, document in _open(sources, url):
        own = host_of(record.url or document.url)
        if not host:
            host = own
        if own not in ("", host) or len(documents) == MOST_PAGES:
            others += 1
        else:
            documents.append(document)
    if not documents:
        raise click.ClickException("there was no page to show")
    if not host:
        raise click.UsageError("nobody knows the site of these pages; name it with --site HOST")
    if others:
        _say(f"{others:,} pages are left out: {MOST_PAGES} of one site are shown")
    return host, documents


def _open(sources: tuple[str, ...], url: str | None) -> Iterator[tuple[Record, Document]]:
    from cleaners.errors import CleanersError
    from cleaners.intake.open_document import open_document
    from cleaners.intake.record import Failure
    from cleaners.intake.sources import read_sources

    stdin = binary_stream("stdin") if _STREAM in sources else None
    for item in read_sources(sources, stdin):
        if isinstance(item, Failure):
            _say(f"{item.source}: {item.message}")
            continue
        try:
            document = open_document(
                item.data,
                item.url or url,
                content_type=item.content_type,
                downloaded=item.downloaded,
                source=item.source,
            )
        except CleanersError as error:
            _say(f"{item.source}: {error}")
        else:
            yield item, document


def _serve(bench: Workbench, port: int) -> None:
    """Answer on this machine alone, until Ctrl-C."""
    import uvicorn

    from cleaners.cli.editor.editor_app import make_app

    token = secrets.token_urlsafe(24)
    with socket.socket() as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind((_LOOPBACK, port))
            own.listen()  # who opens the address at once has to wait and is not turned away
        except OSError as error:
            raise click.ClickException(f"port {port}: {error.strerror}") from None
        origin = f"http://{_LOOPBACK}:{own.getsockname()[1]}"
        click.echo(f"{len(bench.documents)} pages of {printable(bench.host)}: {origin}/#{token}")
        click.echo("Open this address in a browser; Ctrl-C ends.")
        config = uvicorn.Config(
            make_app(bench, token, origin),
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
        )
        try:
            uvicorn.Server(config).run(sockets=[own])
        except KeyboardInterrupt:  # uvicorn has ended in peace and says so to its caller
            click.echo()


def _say(message: str) -> None:
    click.echo(printable(f"{_PROGRAM}: {message}"), err=True)
