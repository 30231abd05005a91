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
from benchmarks.training.examples import HEADLINE_IN_GOLD, domain_of, fold_of
from benchmarks.training.held_out import FOLDS, held_out_models
from cleaners import Article
from cleaners.document import Document, DocumentKind
from cleaners.errors import CleanersError, NoMainContent
from cleaners.flow import clean_stories

_RENDERERS = ("resiliparse-main", "resiliparse-whole", "html-text", "inscriptis")
_CUT = "cut in mid-sentence"
_MOST_LOST = 0.1  # F1 that a story may lose by standing beside another one
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


Clean = Callable[[SetPage, str], tuple[Article, ...]]


def read_dumps(name: str, every: int, folds: Sequence[int] = ()) -> Iterator[Dump]:
    """Every so many-th article of a set that has gold, by the next of the renderers.

    Only pages of hosts of these `folds`, if any are named.
    """
    pages = load_set(name)
    wanted = (
        page
        for page in pages.read()
        if page.gold
        and page.page_type == "article"
        and page.id not in pages.bad
        and (not folds or fold_of(domain_of(page), FOLDS) in folds)
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

    def clean_text(page: SetPage, text: str) -> tuple[Article, ...]:
        models = held_out_models(page, DocumentKind.TEXT, held_out) if held_out else None
        try:
            return clean_stories(Document(text, DocumentKind.TEXT), None, models)
        except NoMainContent:
            return ()
        except CleanersError as error:
            click.echo(f"{page.id}: {error}", err=True)
            return ()

    return clean_text


@dataclass(slots=True)
class Varied:
    """What came of a set: the figures of each change, what the plain dumps gave, pairs of pages.

    `uncut` has the plain dumps of the pages that were cut; `split` counts the single dumps that
    were taken for several, `both` the pairs of which both stories were found.
    """

    columns: dict[str, Column]
    uncut: Column = field(default_factory=Column)
    plain: list[Article | None] = field(default_factory=list)
    split: list[bool] = field(default_factory=list)
    both: list[bool] = field(default_factory=list)


def vary(dumps: Sequence[Dump], clean: Clean) -> Varied:
    """Change each dump in each way, and put the next one behind it."""
    names = (*LAYOUTS, "tail in front", _CUT, "joined")
    varied = Varied({name: Column() for name in names})
    for number, dump in enumerate(dumps):
        for name, change in LAYOUTS.items():
            articles = clean(dump.page, change(dump.text))
            varied.columns[name].add(dump.gold, dump.facts, next(iter(articles), None))
            if name == "plain":
                varied.plain.append(next(iter(articles), None))
                varied.split.append(len(articles) > 1)
        _put_together(varied, dump, dumps[number - 1], clean)
    return varied


def _put_together(varied: Varied, dump: Dump, other: Dump, clean: Clean) -> None:
    """A dump behind the tail of another one, in front of another one, and cut."""
    columns = varied.columns
    tailed = f"{tail_of(other.text, other.gold)}\n\n{dump.text}"
    columns["tail in front"].add(dump.gold, dump.facts, _first(clean(dump.page, tailed)))
    cut = cut_in_sentence(dump.text, dump.gold)
    if cut:
        article = _first(clean(dump.page, cut[0]))
        columns[_CUT].add(cut[1], dump.facts, article)
        varied.uncut.add(dump.gold, dump.facts, varied.plain[-1])
    joined = clean(dump.page, f"{dump.text}\n\n{other.text}")
    columns["joined"].add(dump.gold, dump.facts, _first(joined))
    varied.both.append(all(_is_among(page, joined, clean) for page in (dump, other)))


def _first(articles: Sequence[Article]) -> Article | None:
    return articles[0] if articles else None


def _is_among(dump: Dump, articles: Sequence[Article], clean: Clean) -> bool:
    """Whether one of these is the story of a dump, hardly worse than from the dump alone."""
    alone = _first(clean(dump.page, dump.text))
    least = _f1(dump, alone) - _MOST_LOST
    return any(_f1(dump, article) >= least for article in articles)


def _f1(dump: Dump, article: Article | None) -> float:
    return count_shingles(dump.gold, article.text if article else "").f1


def rank_confidence(dumps: Sequence[Dump], articles: Sequence[Article | None]) -> float:
    """Probability that a dump that went wrong has a lower confidence than one that went right."""
    scored = [
        (
            _f1(dump, article),
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
@click.option(
    "--fold", "folds", type=click.IntRange(0, FOLDS - 1), multiple=True,
    help="Only pages of hosts that this one of the held-out models has not seen.",
)  # fmt: skip
def main(sets: Sequence[str], every: int, held_out: Path | None, folds: Sequence[int]) -> None:
    """Render pages of SETs to text, vary it, and print what became of story, headline and date.

    python -m benchmarks.dumps.variations data/wcxb-dev.jsonl.xz data/fundus-dev.jsonl.xz
    """
    clean = cleaner(held_out)
    try:
        for name in sets:
            dumps = list(read_dumps(name, every, folds))
            varied = vary(dumps, clean)
            _print_columns(f"{load_set(name).name}, {len(dumps)} pages", varied)
            compared = [
                (dump.facts, find_shown(dump.text, dump.facts), facts_of(article))
                for dump, article in zip(dumps, varied.plain, strict=True)
            ]
            _print_facts(compared, rank_confidence(dumps, varied.plain))
            click.echo(f"| pairs with both stories | {_mean(varied.both):.3f} |")
            click.echo(f"| single dumps split | {_mean(varied.split):.3f} |")
    except (SetError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _print_columns(title: str, varied: Varied) -> None:
    click.echo(f"\n| {title} | F1 | beside plain | headline | date |\n|---|---|---|---|---|")
    plain, uncut = (column.row()[0] for column in (varied.columns["plain"], varied.uncut))
    for name, column in varied.columns.items():
        f1, headline, date = column.row()
        beside = uncut if name == _CUT else plain
        click.echo(f"| {name} | {f1:.3f} | {f1 - beside:+.3f} | {headline:.2f} | {date:.2f} |")


def _print_facts(compared: Sequence[Compared], rank: float) -> None:
    click.echo("\n| fact | value |\n|---|---|")
    for name, value in score_shown(compared).items():
        click.echo(f"| {name} | {value:.3f} |")
    click.echo(f"| confidence: rank of F1 < {_WRONG} | {rank:.3f} |")


if __name__ == "__main__":
    main()
