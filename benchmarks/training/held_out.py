"""Chistovik with models that have not seen the host of the page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from benchmarks.quality.values import Extractor, SetPage
from benchmarks.training.examples import domain_of, fold_of
from cleaners.errors import NoMainContent
from cleaners.flow import clean_document
from cleaners.intake.opening import open_document
from cleaners.judge.model import Model, read_model

FOLDS = 4


def model_path(folder: Path, fold: int) -> Path:
    """The model that has not seen the domains of this fold."""
    return folder / f"without-{fold}.npz"


def held_out_extractor(name: str, folder: Path) -> Extractor:
    """Chistovik without profiles; each page by the model that has not seen its domain."""

    def extract(page: SetPage) -> str:
        model = _load(model_path(folder, fold_of(domain_of(page), FOLDS)))
        try:
            return clean_document(open_document(page.html, page.url), None, model).text
        except NoMainContent:
            return ""

    return Extractor(name, extract)


@cache
def _load(path: Path) -> Model:
    with path.open("rb") as file:
        return read_model(file)
