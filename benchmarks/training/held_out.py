"""Chistovik with models that have not seen the host of the page."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from benchmarks.quality.extractors import REFERENCE, WITH_HEADLINE, chistovik_by
from benchmarks.quality.values import Extractor, SetPage
from benchmarks.training.examples import domain_of, fold_of
from cleaners.article import Article
from cleaners.document import DocumentKind
from cleaners.flow import clean_document
from cleaners.intake.open_document import open_document
from cleaners.judge.judge import Models
from cleaners.judge.model import LineModel, MarkupModel, read_model

FOLDS = 4


def model_path(folder: Path, fold: int) -> Path:
    """The model that has not seen the domains of this fold."""
    return folder / f"without-{fold}.npz"


def line_model_path(folder: Path, fold: int) -> Path:
    """The model of dumps that has not seen the domains of this fold."""
    return folder / f"lines-without-{fold}.npz"


def clean_held_out(page: SetPage, folder: Path) -> Article:
    """The article, without profile, by the model that has not seen the page's domain.

    Raises what `clean` raises.
    """
    document = open_document(page.html, page.url)
    return clean_document(document, None, held_out_models(page, document.kind, folder))


def held_out_models(page: SetPage, kind: DocumentKind, folder: Path) -> Models:
    """The model for pages, or for dumps, that has not seen the page's domain."""
    fold = fold_of(domain_of(page), FOLDS)
    if kind is DocumentKind.TEXT:
        return Models(lines=_load_lines(line_model_path(folder, fold)))
    return Models(markup=_load(model_path(folder, fold)))


def held_out_extractor(extractor: Extractor, folder: Path) -> Extractor:
    """Chistovik with held-out models instead of its own; other extractors as they are."""
    if extractor.name not in {REFERENCE, WITH_HEADLINE}:
        return extractor
    clean = partial(clean_held_out, folder=folder)
    headline = extractor.name == WITH_HEADLINE
    return Extractor(extractor.name, chistovik_by(clean, headline=headline))


@cache
def _load(path: Path) -> MarkupModel:
    with path.open("rb") as file:
        return read_model(MarkupModel, file)


@cache
def _load_lines(path: Path) -> LineModel:
    with path.open("rb") as file:
        return read_model(LineModel, file)
