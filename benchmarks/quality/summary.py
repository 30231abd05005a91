"""Results to figures: quality with intervals, differences, speed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.quality.resampling import Bootstrap, Estimate, Sample
from benchmarks.quality.scoring import Counts, count_shingles, count_snippets
from benchmarks.quality.values import Output, OwnMetric, PageResult, Results


@dataclass(frozen=True, slots=True)
class Row:
    """One extractor over a set. None: the set or the comparison does not have this figure.

    `lead` is the F1 of the run's first extractor minus this one's, over the same pages and the
    same draws; `snippet_lead` the same for snippets. `own` are the benchmark's own figures.
    """

    name: str
    f1: Estimate | None
    precision: Estimate | None
    recall: Estimate | None
    lead: Estimate | None
    snippet_f1: Estimate | None
    snippet_lead: Estimate | None
    own: tuple[Estimate, ...]
    pages_per_second: float
    empty: int
    failed: int
    timed_out: int


@dataclass(frozen=True, slots=True)
class TimeRatio:
    """How many times as long the first extractor takes as another one, page by page."""

    name: str
    other: str
    median: float
    largest: float
    largest_page: str


@dataclass(frozen=True, slots=True)
class PageScore:
    """Counts of every extractor on one page; None where the page has no gold or no snippets."""

    page: PageResult
    shingles: tuple[Counts, ...] | None
    snippets: tuple[Counts, ...] | None


@dataclass(frozen=True, slots=True)
class Summary:
    """All figures of a run over one set."""

    set_name: str
    rows: tuple[Row, ...]
    scores: tuple[PageScore, ...]
    ratio: TimeRatio | None
    peak_memory: int
    own_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def summarise(
    set_name: str,
    results: Results,
    *,
    own: OwnMetric | None = None,
    time_against: str = "trafilatura",
    notes: Sequence[str] = (),
) -> Summary:
    """The figures of a run; the first extractor is the one that the others are compared with.

    Raises `ValueError` for a run without pages.
    """
    if not results.pages:
        raise ValueError("no pages")
    scores = score_pages(results)
    return Summary(
        set_name=set_name,
        rows=_rows(results, scores, own),
        scores=scores,
        ratio=_time_ratio(results, time_against),
        peak_memory=results.peak_memory,
        own_columns=own.columns if own else (),
        notes=tuple(notes),
    )


def score_pages(results: Results) -> tuple[PageScore, ...]:
    """The counts of every page.

    In a set that has gold, a page without it counts as one whose main content is empty.
    """
    has_gold = any(result.page.gold for result in results.pages)
    return tuple(_score_page(result, has_gold=has_gold) for result in results.pages)


def _score_page(result: PageResult, *, has_gold: bool) -> PageScore:
    page, texts = result.page, [output.text for output in result.outputs]
    shingles = tuple(count_shingles(page.gold or "", text) for text in texts)
    snippets = tuple(count_snippets(page.with_, page.without, text) for text in texts)
    has_snippets = bool(page.with_ or page.without)
    return PageScore(result, shingles if has_gold else None, snippets if has_snippets else None)


@dataclass(frozen=True, slots=True)
class _Samples:
    f1: Sample | None = None
    precision: Sample | None = None
    recall: Sample | None = None
    snippets: Sample | None = None


def _rows(results: Results, scores: Sequence[PageScore], own: OwnMetric | None) -> tuple[Row, ...]:
    bootstrap = Bootstrap(len(results.pages))
    samples = [_samples(bootstrap, scores, place) for place in range(len(results.names))]
    return tuple(
        Row(
            name=name,
            f1=_estimate(sample.f1),
            precision=_estimate(sample.precision),
            recall=_estimate(sample.recall),
            lead=_lead(samples[0].f1, sample.f1) if place else None,
            snippet_f1=_estimate(sample.snippets),
            snippet_lead=_lead(samples[0].snippets, sample.snippets) if place else None,
            own=_own(bootstrap, results, name, own),
            pages_per_second=_speed(results.outputs_of(name)),
            empty=sum(not output.text.strip() for output in results.outputs_of(name)),
            failed=sum(output.trouble is not None for output in results.outputs_of(name)),
            timed_out=sum(output.timed_out for output in results.outputs_of(name)),
        )
        for place, (name, sample) in enumerate(zip(results.names, samples, strict=True))
    )


def _samples(bootstrap: Bootstrap, scores: Sequence[PageScore], place: int) -> _Samples:
    shingles = [score.shingles[place] for score in scores if score.shingles]
    snippets = [score.snippets[place] if score.snippets else Counts(0, 0, 0) for score in scores]
    precision, recall, f1 = bootstrap.means(shingles) if shingles else (None, None, None)
    has_snippets = any(score.snippets for score in scores)
    return _Samples(f1, precision, recall, bootstrap.f1_of_sums(snippets) if has_snippets else None)


def _own(
    bootstrap: Bootstrap, results: Results, name: str, own: OwnMetric | None
) -> tuple[Estimate, ...]:
    if own is None:
        return ()
    outputs = zip(results.pages, results.outputs_of(name), strict=True)
    figures = [own.score(result.page, output.text) for result, output in outputs]
    return tuple(bootstrap.mean(column).estimate() for column in zip(*figures, strict=True))


def _estimate(sample: Sample | None) -> Estimate | None:
    return sample.estimate() if sample else None


def _lead(first: Sample | None, other: Sample | None) -> Estimate | None:
    return first.minus(other) if first and other else None


def _speed(outputs: Sequence[Output]) -> float:
    """Pages per second, one process on one core."""
    return len(outputs) / sum(output.seconds for output in outputs)


def _time_ratio(results: Results, other: str) -> TimeRatio | None:
    if other not in results.names[1:]:
        return None
    first = results.names[0]
    pairs = zip(results.outputs_of(first), results.outputs_of(other), strict=True)
    ratios = [ours.seconds / theirs.seconds for ours, theirs in pairs]
    largest = max(range(len(ratios)), key=ratios.__getitem__)
    slowest = results.pages[largest].page.id
    return TimeRatio(first, other, statistics.median(ratios), ratios[largest], slowest)
