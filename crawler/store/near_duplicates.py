"""Whether two articles tell the same: word for word, or almost.

The exact fingerprint is a hash of headline and body. The signature is a MinHash (A. Broder, «On
the resemblance and containment of documents», 1997) over runs of four words; the share of equal
places in two signatures estimates the Jaccard index of the runs. Bands of the signature find the
candidates (Leskovec, Rajaraman, Ullman, «Mining of Massive Datasets», chapter 3.4). It is our own
because signatures are kept for years: no library promises that its hashes stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from cleaners import Article

RUN_WORDS = 4
PLACES = 64
BAND_PLACES = 4
# From this share of equal runs on two texts are the same story, republished; measured by
# `python -m benchmarks.crawls.likeness`.
ALIKE = 0.7
# From this share on two pages of one headline have one text. Stories that differ in their figures
# alone (weather, exchange rates) stay below it.
SAME_TEXT = 0.9
# Weather and exchange rates are short, and alike from day to day.
MIN_RUNS = 40

_WORD = re.compile(r"\w+")


def _drawn(name: str) -> np.ndarray:
    """One number a place, as random as a hash; numpy does not promise that its own stay."""
    digests = b"".join(
        blake2b(f"{name}{n}".encode(), digest_size=8).digest() for n in range(PLACES)
    )
    return np.frombuffer(digests, dtype="<u8").reshape(PLACES, 1)


# Multiply-shift hashing needs odd factors.
_FACTORS, _SHIFTS = _drawn("factor") | np.uint64(1), _drawn("shift")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells whether two articles have one text.

    `text` is a hash of the body; of headline and body where the body is too short to tell.
    """

    text: str
    headline: str
    signature: bytes | None = field(repr=False)

    @classmethod
    def of(cls, article: Article) -> Self:
        """The likeness of an article."""
        signature = signature_of(article.text)
        text = _hash(article.text) if signature else fingerprint_of(article)
        return cls(text, article.headline or "", signature)

    def resemblance_to(self, other: Likeness) -> float:
        """The share of equal runs, 0…1; 0 where one text is too short to tell and they differ."""
        if self.text == other.text:
            return 1.0
        if self.signature is None or other.signature is None:
            return 0.0
        return resemblance(self.signature, other.signature)

    def is_same_text(self, other: Likeness) -> bool:
        """Whether the texts are equal, or nearly and under one headline."""
        if self.text == other.text:
            return True
        return self.headline == other.headline and self.resemblance_to(other) >= SAME_TEXT


def fingerprint_of(article: Article) -> str:
    """The same for two fetches of an article whose headline and text have not changed."""
    return _hash(f"{article.headline or ''}\n{article.text}")


def signature_of(text: str) -> bytes | None:
    """The MinHash of a text, 64 times 4 bytes; None where there is too little text to tell."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[n : n + RUN_WORDS]) for n in range(len(words) - RUN_WORDS + 1)}
    if len(runs) < MIN_RUNS:
        return None
    digests = b"".join(blake2b(_bytes(run), digest_size=8).digest() for run in runs)
    hashed = np.frombuffer(digests, dtype="<u8") * _FACTORS + _SHIFTS
    least: bytes = (hashed >> np.uint64(32)).min(axis=1).astype("<u4").tobytes()
    return least


def bands_of(signature: bytes | None) -> tuple[int, ...]:
    """One number for each band; two signatures that share one are candidates."""
    size = BAND_PLACES * 4
    pieces = range(0, len(signature or b""), size)
    return tuple(_number(start, (signature or b"")[start : start + size]) for start in pieces)


def resemblance(one: bytes, other: bytes) -> float:
    """The estimated Jaccard index of two texts, 0…1, by their signatures.

    >>> words = [str(number) for number in range(200)]
    >>> one, other = signature_of(" ".join(words)), signature_of(" ".join(words[40:]))
    >>> resemblance(one, one), abs(resemblance(one, other) - 157 / 197) < 0.15
    (1.0, True)
    """
    places = np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")
    return float(places.mean())


def _hash(text: str) -> str:
    return sha256(_bytes(" ".join(text.split()))).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _number(start: int, piece: bytes) -> int:
    digest = blake2b(piece, digest_size=8, salt=start.to_bytes(2, "little")).digest()
    return int.from_bytes(digest, "little", signed=True)
