"""The part of CSS that learned selectors are written in, and elements as it names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners.page import Outline

_TOKEN = re.compile(r"[.#][\w-]+|\[id\^='[^']*'\]|:nth-of-type\(\d+\)|[\w-]+")
_PART = re.compile(r"(\s*>\s*|\s+)?([^\s>]+)")

# Names that CSS takes as they are; others would need unreadable escapes.
_NAME = re.compile(r"-?[^\W\d][\w-]*")
_NUMBERED = re.compile(r"(.*?[^\d])\d{3,}.*")  # «post-17345»: the number is the page's alone
_LEAST_STEM = 3  # characters before such a number
_LONGEST_NAMES = 300  # characters of an id or of all classes; longer ones name nothing
_MOST_CLASSES = 6  # an element with more is named by a style sheet's tools


class Selector(NamedTuple):
    """A parsed selector: `child[i]` says that what follows compound i is its child."""

    text: str
    compounds: tuple[frozenset[str], ...]
    child: tuple[bool, ...]


@lru_cache(maxsize=65_536)
def read_selector(text: str) -> Selector:
    """Parse a selector of compounds, descendant and child combinators.

    >>> read_selector("#main > p.lead").compounds == ({"#main"}, {"p", ".lead"})
    True
    """
    parts = _PART.findall(text)
    compounds = tuple(frozenset(_TOKEN.findall(compound)) for _, compound in parts)
    return Selector(text, compounds, tuple(">" in between for between, _ in parts[1:]))


class Step(NamedTuple):
    """One element of a path: its tag, id and classes.

    `stem` is what stands before the number in an id that has one. `loose` says that an inline
    element stands between it and the block-level one above: a child combinator does not reach it.
    """

    tag: str
    identity: str = ""
    stem: str = ""
    classes: tuple[str, ...] = ()
    loose: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        """What a compound selector can ask of the element, one token a simple selector."""
        return _tokens(self)

    @property
    def names(self) -> tuple[str, ...]:
        """Compound selectors that name the element, the surest first; a bare tag is none."""
        return _names(self)


@lru_cache(maxsize=65_536)
def _tokens(step: Step) -> frozenset[str]:
    found = {step.tag, *(f".{name}" for name in step.classes)}
    if step.identity:
        found.add(f"#{step.identity}")
    if step.stem:
        found.add(f"[id^='{step.stem}']")
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _names(step: Step) -> tuple[str, ...]:
    found = [f"{step.tag}#{step.identity}"] if step.identity else []
    found += [f"{step.tag}.{name}" for name in step.classes]
    if len(step.classes) > 1:
        found.append(step.tag + "".join(f".{name}" for name in step.classes))
    if step.stem:
        found.append(f"{step.tag}[id^='{step.stem}']")
    return tuple(found)


def read_step(tag: str, identity: str | None, classes: str | None, *, loose: bool = False) -> Step:
    """The step of an element by its attributes `id` and `class`.

    >>> read_step("div", "post-17345", "story wide").tokens == {
    ...     "div", "[id^='post-']", ".story", ".wide"}
    True
    >>> read_step("td", "main", None).names, read_step("td", None, "1a").names
    (('td#main',), ())
    """
    identity = identity if identity and len(identity) <= _LONGEST_NAMES else ""
    return _read(tag[:_LONGEST_NAMES], identity, (classes or "")[: _LONGEST_NAMES + 1], loose)


@lru_cache(maxsize=65_536)
def _read(tag: str, identity: str, classes: str, loose: bool) -> Step:
    numbered = _NUMBERED.fullmatch(identity)
    stem = numbered[1] if numbered else ""
    if len(stem) < _LEAST_STEM or not _NAME.fullmatch(stem):
        stem = ""
    listed = classes.split() if len(classes) <= _LONGEST_NAMES else []
    names = [name for name in listed if _is_stable(name)]
    own = dict.fromkeys(names if len(names) <= _MOST_CLASSES else ())
    return Step(tag, identity if _is_stable(identity) else "", stem, tuple(own), loose)


def _is_stable(name: str) -> bool:
    """Whether a name can stand for the same part on every page."""
    return _NAME.fullmatch(name) is not None and not _NUMBERED.fullmatch(name)


def name_parents(steps: Sequence[Step], outline: Outline) -> tuple[str, ...]:
    """For each block the nearest named element around it, and the tag that it stands in.

    `steps` are those of the outline's elements.
    """
    anchors: list[str] = []
    for step, parent in zip(steps, outline.parents, strict=True):
        anchors.append(step.names[0] if step.names else anchors[parent] if anchors else "body")
    return tuple([_name_parent(steps[parent], anchors[parent]) for parent in outline.block_parents])


def _name_parent(step: Step, anchor: str) -> str:
    return anchor if step.names else f"{anchor} {step.tag}"


def plainness(selector: str) -> tuple[int, int]:
    """How many parts and characters a selector has: few are easy to read, and to trust."""
    return selector.count(" "), len(selector)
