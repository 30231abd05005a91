"""The labels, repeated lines and ends of a profile, in the form that the judge takes."""

from __future__ import annotations

from functools import lru_cache

from cleaners.decision import Reason
from cleaners.labels import fold_label
from cleaners.page import Template
from cleaners.reading.fold import mask_text
from cleaners.sites.profile import Keep, Repeated, SiteProfile


def labels_of(profile: SiteProfile | None) -> frozenset[str]:
    """The words that announce boilerplate on this site, as labels are compared."""
    if profile is None:
        return frozenset()
    repeated = [entry.text for entry in profile.repeated if entry.reason is Reason.LABEL]
    return frozenset(map(fold_label, (*profile.labels, *repeated)))


def template_of(profile: SiteProfile | None) -> Template | None:
    """The lines of the profile, None where it names none."""
    if profile is None:
        return None
    return _read(profile.repeated, profile.keep, profile.story.ends, profile.story.linked_lines)


@lru_cache(maxsize=1024)
def _read(
    repeated: tuple[Repeated, ...], keep: tuple[Keep, ...], ends: tuple[str, ...], linked: bool
) -> Template | None:
    """The lines in masked form, computed once for all pages of a site."""
    if linked and not repeated and not keep and not ends:
        return None
    texts = {mask_text(entry.text): (entry.reason, _rule(entry)) for entry in repeated}
    return Template(
        repeated=texts,
        ends=frozenset(map(mask_text, ends)),
        linked_lines=linked,
        kept=frozenset(mask_text(entry.text) for entry in keep if entry.text),
        kept_patterns=tuple(entry.pattern for entry in keep if entry.pattern),
    )


def _rule(entry: Repeated) -> str:
    if entry.learned is None:
        return f"repeated: {entry.text}"
    return f"repeated on {entry.learned.pages} of {entry.learned.of} pages"
