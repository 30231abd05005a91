"""Do dumps give the same article whatever their layout is? `python -m benchmarks.dumps.variations`.

Every page is rendered by one of the renderers in turn, and its text is changed in the ways of
`benchmarks.dumps.changes`. F1 is that of `benchmarks.quality`: of mean precision and mean recall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from benchmarks.dumps.changes import LAYOUTS, cut_in_sentence, tail_of
from benchmarks.dumps.printed import Compared, facts_of, find_shown, same_headline, score_shown
from benchmarks.dumps.renderers import RENDERERS
from benchmarks.fields_metric import Facts, same_day, split_gold_names
from benchmarks.quality.checkouts import load_set
from benchmarks.quality.scoring import Counts, count_shingles, harmonic
from benchmarks.quality.sets import SetError
from benchmarks.quality.values import SetPage
from benchmarks.training.examples import HEADLINE_IN_GOLD
from benchmarks.training.held_out import held_out_models
from cleaners import Article
from cleaners.document import Document, DocumentKind
from cleaners.errors import CleanersError, NoMainContent
from cleaners.flow import clean_document

_RENDERERS = ("resiliparse-main", "resiliparse-whole", "html-text", "inscriptis")
_WRONG = 0.8  # F1 below which an extraction went wrong


@dataclass(frozen=True, slots=True)
class Dump:
    """A page as text, its gold, and what gold knows of its facts."""

    page: SetPage
    text: str
    gold: str
    facts: Facts


@dataclass(slots=True)
class Column:
    """What one change made of the pages: scores of the text, right headlines, right dates."""

    counts: list[Counts] = field(default_factory=list)
    headlines: list[bool] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)

    def add(self, gold: str, facts: Facts, article: Article | None) -> None:
        """One more page."""
        self.counts.append(count_shingles(gold, article.text if article else ""))
        answer = facts_of(article)
        if facts.headline:
            self.headlines.append(same_headline(answer.headline, facts.headline))
        if facts.date:
            self.dates.append(same_day(answer.date, facts.date))

    def row(self) -> tuple[float, float, float]:
        """F1, share of right headlines, share of right dates."""
        precision = _mean([count.precision for count in self.counts if count.tp or count.fp])
        recall = _mean([count.recall for count in self.counts])
        return harmonic(precision, recall), _mean(self.headlines), _mean(self.dates)


Clean = Callable[[SetPage, str], Article | None]


def read_dumps(name: str, every: int) -> Iterator[Dump]:
    """Every so many-th article of a set that has gold, by the next of the renderers."""
    pages = load_set(name)
    wanted = (
        page
        for page in pages.read()
        if page.gold and page.page_type == "article" and page.id not in pages.bad
    )
    for number, page in enumerate(wanted):
        if number % every == 0:
            renderer = _RENDERERS[number // every % len(_RENDERERS)]
            text = RENDERERS[renderer](page.html).encode("utf-8", "replace").decode()
            if text.strip():
                yield Dump(page, text, page.gold or "", _facts(page, pages.name))


def _facts(page: SetPage, name: str) -> Facts:
    """What gold says of a page; in some sets it begins with the headline."""
    first = (page.gold or "").split("\n", 1)[0] if name.startswith(HEADLINE_IN_GOLD) else None
    return Facts(page.title or first, split_gold_names(page.author), page.date, page.lang)


def cleaner(held_out: Path | None) -> Clean:
    """How a text is cleaned: by the model that ships, or by one that has not seen the host."""

    def clean_text(page: SetPage, text: str) -> Article | None:
        models = held_out_models(page, DocumentKind.TEXT, held_out) if held_out else None
        try:
            return clean_document(Document(text, DocumentKind.TEXT), None, models)
        except NoMainContent:
            return None
        except CleanersError as error:
            click.echo(f"{page.id}: {error}", err=True)
            return None

    return clean_text


def vary(dumps: Sequence[Dump], clean: Clean) -> tuple[dict[str, Column], list[Article | None]]:
    """The figures of each change, and what the plain dumps gave."""
    columns = {name: Column() for name in (*LAYOUTS, "tail in front", "cut in mid-sentence")}
    plain: list[Article | None] = []
    for number, dump in enumerate(dumps):
        for name, change in LAYOUTS.items():
            article = clean(dump.page, change(dump.text))
            columns[name].add(dump.gold, dump.facts, article)
            if name == "plain":
                plain.append(article)
        other = dumps[number - 1]
        tailed = f"{tail_of(other.text, other.gold)}\n\n{dump.text}"
        columns["tail in front"].add(dump.gold, dump.facts, clean(dump.page, tailed))
        cut = cut_in_sentence(dump.text, dump.gold)
        if cut:
            columns["cut in mid-sentence"].add(cut[1], dump.facts, clean(dump.page, cut[0]))
    return columns, plain


def rank_confidence(dumps: Sequence[Dump], articles: Sequence[Article | None]) -> float:
    """Probability that a dump that went wrong has a lower confidence than one that went right."""
    scored = [
        (
            count_shingles(dump.gold, article.text).f1 if article else 0.0,
            (article.metadata.confidence or 0.0) if article else 0.0,
        )
        for dump, article in zip(dumps, articles, strict=True)
    ]
    wrong = [confidence for f1, confidence in scored if f1 < _WRONG]
    right = [confidence for f1, confidence in scored if f1 >= _WRONG]
    pairs = [(low < high) + 0.5 * (low == high) for low in wrong for high in right]
    return _mean(pairs)


def _mean(values: Sequence[float | bool]) -> float:
    return sum(values) / len(values) if values else 0.0


@click.command(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("sets", metavar="SET...", nargs=-1, required=True)
@click.option("--every", type=click.IntRange(1), default=5, show_default=True,
              help="Take one page of so many.")  # fmt: skip
@click.option(
    "--held-out", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="Models made by `benchmarks.training.lines --held-out DIR`. [default: the one that ships]",
)  # fmt: skip
def main(sets: Sequence[str], every: int, held_out: Path | None) -> None:
    """Render pages of SETs to text, vary it, and print what became of story, headline and date.

    python -m benchmarks.dumps.variations data/wcxb-dev.jsonl.xz data/fundus-dev.jsonl.xz
    """
    clean = cleaner(held_out)
    try:
        for name in sets:
            dumps = list(read_dumps(name, every))
            columns, plain = vary(dumps, clean)
            _print_columns(f"{load_set(name).name}, {len(dumps)} pages", columns)
            compared = [
                (dump.facts, find_shown(dump.text, dump.facts), facts_of(article))
                for dump, article in zip(dumps, plain, strict=True)
            ]
            _print_facts(compared, rank_confidence(dumps, plain))
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _print_columns(title: str, columns: dict[str, Column]) -> None:
    click.echo(f"\n| {title} | F1 | beside plain | headline | date |\n|---|---|---|---|---|")
    plain = columns["plain"].row()[0]
    for name, column in columns.items():
        f1, headline, date = column.row()
        click.echo(f"| {name} | {f1:.3f} | {f1 - plain:+.3f} | {headline:.2f} | {date:.2f} |")


def _print_facts(compared: Sequence[Compared], rank: float) -> None:
    click.echo("\n| fact | value |\n|---|---|")
    for name, value in score_shown(compared).items():
        click.echo(f"| {name} | {value:.3f} |")
    click.echo(f"| confidence: rank of F1 < {_WRONG} | {rank:.3f} |")


if __name__ == "__main__":
    main()
