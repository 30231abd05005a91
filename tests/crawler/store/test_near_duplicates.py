"""Whether two texts tell the same."""

from __future__ import annotations

import pytest

from crawler.store.near_duplicates import bands_of, fingerprint_of, resemblance, signature_of
from tests.crawler.runs_on_disk import STORY, article

WORDS = STORY.split()


def signature(text: str) -> bytes:
    """The signature of a text that is long enough."""
    found = signature_of(text)
    assert found is not None
    return found


def test_spaces_make_no_version() -> None:
    """Nor do line breaks; a word does."""
    assert fingerprint_of(article("a  b\n\nc")) == fingerprint_of(article("a b c"))
    assert fingerprint_of(article("a b c")) != fingerprint_of(article("a b d"))


def test_case_and_punctuation_make_no_difference() -> None:
    """Words count."""
    assert signature(STORY) == signature(STORY.upper().replace(" ", ", "))


@pytest.mark.parametrize("cut", [1, 5, 10])
def test_a_few_words_less_are_the_same_story(cut: int) -> None:
    """The share of equal places is near the share of common runs."""
    one, other = signature(STORY), signature(" ".join(WORDS[cut:]))
    runs = len(WORDS) - 3
    assert resemblance(one, other) == pytest.approx((runs - cut) / runs, abs=0.15)
    assert set(bands_of(one)) & set(bands_of(other))


def test_unlike_stories_share_no_band() -> None:
    """So that they are not even compared."""
    assert not set(bands_of(signature(STORY))) & set(bands_of(signature(STORY.replace("w", "v"))))


def test_too_little_text_tells_nothing() -> None:
    """No signature, no bands."""
    assert signature_of("Dollar 520, euro 590") is None
    assert bands_of(None) == ()


def test_signatures_never_change() -> None:
    """They are kept for years: this one was written down when they were introduced."""
    assert signature(STORY).hex()[:32] == "775afe00cfda6e0208212c002a7dd200"
    assert bands_of(signature(STORY))[0] == 5065159246877878537
