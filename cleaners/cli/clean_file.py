"""`clean-file`: saved pages and dumps in, articles out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cleaners.cli.formats import Format, Terminal
from cleaners.cli.name_template import checked_template
from cleaners.cli.options import (
    NO_PROFILE,
    binary_stream,
    checked_against,
    checked_site,
    checked_url,
    complete_files,
    complete_hosts,
    profiles_option,
)
from cleaners.cli.output_checks import (
    SINGLE,
    check_beside,
    check_output,
    choose_format,
    only_one,
    path_errors,
)
from cleaners.intake.fetched import is_address
from cleaners.version import __version__

if TYPE_CHECKING:
    from cleaners import Profiles
    from cleaners.cli.clean_arguments import Arguments
    from cleaners.cli.report.against import Against

_FORMATS = [format_.value for format_ in Format if format_ is not Format.VIEW]
_STREAM = "-"
_NAMES = f"--name is for files in a folder: -o DIR and --format {', '.join(SINGLE)}."


class _Options(NamedTuple):
    """The command line as click hands it over, by the names of its options."""

    sources: tuple[str, ...]
    output: str | None
    format_: str | None
    name: str | None
    url: str | None
    site: str | None
    profiles: Profiles | None
    learn: bool
    newer: bool
    resume: bool
    failures: Path | None
    report: Path | None
    against: Against | None
    split: bool
    explain: bool
    jobs: int | None
    quiet: bool


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, shell_complete=complete_files
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    multiple=True,
    callback=only_one,
    shell_complete=complete_files,
    help="Write here: a file, whose ending tells the format, or a folder.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="One JSON object a line, indented JSON, Markdown, text, a table, a feed, or JSON-LD. "
    "[default: by the ending of OUT, else jsonl; at a terminal, for reading]",
)
@click.option(
    "--name",
    metavar="TEMPLATE",
    callback=checked_template,
    help="Names of the files in a folder, such as {host}/{date}-{slug}.",
)
@click.option(
    "--url",
    metavar="URL",
    callback=checked_url,
    help="Address of the page, for records that bring none.",
)
@click.option(
    "--site",
    metavar="HOST",
    callback=checked_site,
    shell_complete=complete_hosts,
    help="Use this host's profile for all records; `none` for no profile.",
)
@profiles_option
@click.option(
    "--learn",
    is_flag=True,
    is_eager=True,
    help="First learn from these very records what each site without profile repeats.",
)
@click.option(
    "--newer-cleaner",
    "newer",
    is_flag=True,
    help="Pass over what this version, or a newer one, has cleaned when it was crawled.",
)
@click.option(
    "--resume",
    is_flag=True,
    help="Go on with the same command where it was interrupted.",
)
@click.option(
    "--errors",
    "failures",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Keep a JSON line for each input that gave no article, with record and reason.",
)
@click.option(
    "--report",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also write an HTML page that shows what was kept and removed, and why.",
)
@click.option(
    "--report-against",
    "against",
    metavar="WHAT",
    callback=checked_against,
    help="Show in the report what differs from `trafilatura`, or with another profile (its file).",
)
@click.option(
    "--split",
    is_flag=True,
    help="Give every story of a text dump that holds several pages, each as an article.",
)
@click.option("--explain", is_flag=True, help="Add kept and removed blocks with their reasons.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 512),
    metavar="N",
    help="Number of processes. [default: the processors]",
)
@click.option("-q", "--quiet", is_flag=True, help="Tell of failures alone: no sums, no warnings.")
@click.version_option(__version__, prog_name="clean-file")
def main(**given: Any) -> None:
    """Clean saved news pages: the story and its facts, without the rest of the page.

    SOURCE is a file, a folder, a pattern in quotation marks, or - for standard input. It may hold
    HTML, plain text, a WARC or WET archive, or JSON Lines with `html` or `text`, and may be packed
    with gzip or zstd. Articles that were cleaned before come out in another form. `chistovik clean`
    also fetches an address, which it asks robots.txt for.

    \b
    One page, to be read at the terminal; its article as JSON where the output goes elsewhere:
        clean-file page.html --url https://kazpravda.kz/n/...
    \b
    A folder of dumps into one packed file, by four processes:
        clean-file dumps/ -o articles.jsonl.gz --jobs 4
    \b
    A web archive into one Markdown file for each article:
        clean-file crawl.warc.gz --format md -o stories/
    \b
    The same by site, day and name of the story:
        clean-file crawl.warc.gz --format md -o stories/ --name '{host}/{date}-{slug}'
    \b
    With site profiles of your own, before those that ship:
        clean-file dumps/ --profiles profiles/ -o articles.jsonl
    \b
    Pages of sites that nobody knows: learn their templates, then clean:
        clean-file crawl.warc.gz --learn -o articles.jsonl
    \b
    After an update: what an older version made of the pages of a crawl, made again:
        clean-file output/warc/ --newer-cleaner -o articles.jsonl
    \b
    A long run that was interrupted goes on, and says later what failed:
        clean-file dumps/ -o articles.jsonl.gz --errors failed.jsonl --resume
    \b
    Dumps of a corpus that joined pages: each story as an article of its own:
        clean-file 'dumps/*.txt' --split -o articles.jsonl
    \b
    Why was this paragraph removed? As JSON, or as a page that shows all of them:
        clean-file page.html --explain | jq .removed
        clean-file dumps/ -o articles.jsonl --report report.html
    \b
    From another program:
        curl -s https://kazpravda.kz/n/... | clean-file - --format txt

    Messages go to standard error. Exit status: 0 all cleaned, 1 some had no story or failed,
    2 wrong usage.
    """  # noqa: D301  click needs the real character
    options = _Options(**given)
    target = None if options.output in (None, _STREAM) else Path(options.output)
    stdout = binary_stream("stdout")
    is_terminal = target is None and not options.explain and stdout.isatty()
    with path_errors():
        format_ = choose_format(target, options.format_, is_terminal=is_terminal)
        _refuse_contradictions(options, target, format_)
        is_folder = target is not None and check_output(target, format_, options.sources)
        if options.name and not is_folder:
            raise click.UsageError(_NAMES)
        for option, beside in (("--errors", options.failures), ("--report", options.report)):
            if beside:
                check_beside(beside, target, options.sources, option)
    # Imported here: `--help` must answer at once.
    from cleaners.cli.clean_sources import run_to_exit_status

    arguments = _arguments(options, target, format_, is_folder=is_folder)
    stdin = binary_stream("stdin") if _STREAM in options.sources else None
    sys.exit(run_to_exit_status(arguments, stdin, stdout))


def _refuse_contradictions(options: _Options, target: Path | None, format_: Format) -> None:
    """Raise `click.UsageError` for options that can't be had together."""
    is_parquet, reads_stdin = format_ is Format.PARQUET, _STREAM in options.sources
    if (options.learn or options.resume) and any(map(is_address, options.sources)):
        raise click.UsageError("--learn and --resume read twice, and an address is fetched once.")
    if is_parquet and target is None:
        raise click.UsageError("--format parquet writes a file: name it with -o.")
    if options.resume and is_parquet:
        raise click.UsageError("A Parquet file can't be gone on with: use another format.")
    if options.explain and format_ not in (Format.JSONL, Format.JSON):
        raise click.UsageError("--explain adds to JSON: use it with --format jsonl or json.")
    if options.name and format_ not in SINGLE:
        raise click.UsageError(_NAMES)
    if options.learn and options.site == NO_PROFILE:
        raise click.UsageError("--learn makes profiles, --site none wants none: choose one.")
    if options.learn and reads_stdin:
        raise click.UsageError(
            "--learn reads everything twice, and standard input can be read once: "
            "save it to a file."
        )
    _refuse_for_report(options)
    if options.resume and (target is None or reads_stdin):
        raise click.UsageError("--resume needs sources that can be read twice, and -o OUT.")


def _refuse_for_report(options: _Options) -> None:
    if options.against and not options.report:
        raise click.UsageError("--report-against is shown in the report: name it with --report.")
    if options.report and options.resume:
        raise click.UsageError("--report shows a run from its beginning: leave --resume out.")


def _arguments(
    options: _Options, target: Path | None, format_: Format, *, is_folder: bool
) -> Arguments:
    from cleaners.cli.clean_arguments import Arguments
    from cleaners.cli.clean_record import Wanted
    from cleaners.workers import usable_processors

    wanted = Wanted(
        format=format_,
        explain=options.explain,
        url=options.url,
        site=options.site,
        profiles=options.profiles,
        split=options.split,
        name=options.name,
        report=options.report is not None,
        against=options.against,
        terminal=_terminal() if format_ is Format.VIEW else None,
    )
    return Arguments(
        sources=options.sources,
        output=target,
        wanted=wanted,
        jobs=options.jobs or usable_processors(),
        learn=options.learn,
        newer=options.newer,
        resume=options.resume,
        failures=options.failures,
        is_folder=is_folder,
        report=options.report,
        is_quiet=options.quiet,
        fetch=click.get_current_context().obj,
    )


def _terminal() -> Terminal:
    # Imported here: only people at a terminal need it.
    from cleaners.cli.terminal_view import terminal_of

    return terminal_of(sys.stdout)


if __name__ == "__main__":
    main(prog_name="clean-file")
