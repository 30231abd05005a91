"""The language of a text by the runs of bytes in it, as langid.py tells it, in little memory.

Naive Bayes after Lui and Baldwin 2012 (langid.py). The model is that of py3langid, which
`python -m benchmarks.training.languages` rewrites; `language_model.LICENSE` is its licence. Most
runs are as rare in a language as any unknown one: only the others are stored, in coarse steps.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

STEP = 0.125  # of the logarithms that are stored
LENGTH_BITS = 48  # bits of a run of up to six bytes; its length stands above them
_LONGEST = 6  # bytes


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """`codes` and `bases` have an element a language, `runs` one a run of bytes.

    `bases` are the log probabilities of the languages, `rare` of an unknown run in each. `runs` are
    sorted numbers: length, then bytes. The run at a position that is no feature has no gains; the
    others have those from their element of `starts` on, up to the next one: by so many steps is the
    run more frequent in that language of `languages` than an unknown one.
    """

    codes: tuple[str, ...]
    bases: NDArray[np.float32]
    rare: NDArray[np.float32]
    runs: NDArray[np.int64]
    is_feature: NDArray[np.bool_]
    starts: NDArray[np.int32]
    languages: NDArray[np.uint8]
    gains: NDArray[np.uint8]

    def classify(self, text: str) -> str | None:
        """The code of the likeliest language; None for a text without a run that is known.

        >>> load_language_model().classify("мен бүгін жаңа көпірді көрдім")
        'kk'
        """
        found, counts = np.unique(self._find_features(text), return_counts=True)
        if not len(found):
            return None
        weights = np.log1p(counts)
        lengths = self.starts[found + 1] - self.starts[found]
        # The numbers of all gains of these runs, run by run.
        behind = np.cumsum(lengths)
        at = np.arange(behind[-1]) + np.repeat(self.starts[found] - behind + lengths, lengths)
        gained = np.bincount(
            self.languages[at],
            weights=self.gains[at] * np.repeat(weights, lengths),
            minlength=len(self.codes),
        )
        scores = self.bases + weights.sum() * self.rare + STEP * gained
        return self.codes[int(np.argmax(scores))]

    def _find_features(self, text: str) -> NDArray[np.intp]:
        """At each byte the longest known run that ends there, if it is a feature: its number."""
        encoded = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
        data = np.frombuffer(encoded, np.uint8).astype(np.int64)
        longest = np.full(len(data), -1)
        begins, run = np.arange(len(data)), np.zeros(len(data), np.int64)
        for length in range(1, _LONGEST + 1):
            # A run is only known where the shorter one that it begins with is.
            inside = begins + length <= len(data)
            begins, run = begins[inside], run[inside]
            run = (run << 8) | data[begins + length - 1]
            number = run | (length << LENGTH_BITS)
            at = np.minimum(np.searchsorted(self.runs, number), len(self.runs) - 1)
            known = self.runs[at] == number
            begins, run = begins[known], run[known]
            longest[begins + length - 1] = at[known]
        found = longest[longest >= 0]
        features: NDArray[np.intp] = found[self.is_feature[found]]
        return features


@lru_cache(maxsize=1)
def load_language_model() -> LanguageModel:
    """The model that ships with the library."""
    with (resources.files("cleaners.reading") / "language_model.npz").open("rb") as file:
        return read_language_model(file)


def read_language_model(file: IO[bytes]) -> LanguageModel:
    """A model from an open file; `KeyError` if the file lacks a part of one."""
    with np.load(file, allow_pickle=False) as arrays:
        sizes = arrays["sizes"]
        return LanguageModel(
            codes=tuple(arrays["codes"].tolist()),
            bases=arrays["bases"],
            rare=arrays["rare"],
            runs=arrays["runs"],
            is_feature=arrays["is_feature"],
            starts=np.concatenate(([0], np.cumsum(sizes))).astype(np.int32),
            languages=arrays["languages"],
            gains=arrays["gains"],
        )


def save_language_model(model: LanguageModel, path: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    names = ("bases", "rare", "runs", "is_feature", "languages", "gains")
    arrays: dict[str, Any] = {name: getattr(model, name) for name in names}
    sizes = np.diff(model.starts).astype(np.uint8)
    np.savez_compressed(path, codes=np.array(model.codes), sizes=sizes, **arrays)
