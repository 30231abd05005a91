"""The pages of a site on the bench, and the profile that a person makes for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from cleaners.cli.editor.outcomes import Outcome, clean_page, told_blocks
from cleaners.cli.editor.proposals import KEYS, OF_LINES, Pointing, Proposal, Role, propose
from cleaners.cli.effects import PageEffect, compare_articles
from cleaners.document import Document, DocumentKind
from cleaners.errors import InvalidValueError, ProfileError
from cleaners.files import safe_stem, write_whole
from cleaners.markup.pointing import MatchedPages, point
from cleaners.markup.shown_page import (
    BODY,
    MOSTLY_LINKED,
    Part,
    ShownPage,
    WalkedPage,
    boxes_of,
    walk_page,
)
from cleaners.plaintext.dump_page import read_plaintext
from cleaners.reading.fold import mask_text
from cleaners.sites.amending import Amendment, amend
from cleaners.sites.loader import load_profiles
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import SiteProfile, is_for
from cleaners.sites.selectors import selector_problem

MOST_PAGES = 30  # of a site; what a line changes is computed on all of them
_LONGEST_STEM = 80  # bytes of the name of a test case


class Draft(msgspec.Struct, frozen=True):
    """A state of the profile: its text, what it means, and what it makes of each page."""

    text: str
    profile: SiteProfile
    outcomes: tuple[Outcome, ...]


class Workbench:
    """One site, its pages and a stack of drafts; nothing is written before it is asked for."""

    def __init__(self, host: str, documents: Sequence[Document], output: Path, cases: Path) -> None:
        """Begin with the profile in `output`, or with an empty one. Raises `ProfileError`."""
        self.host, self.output, self._cases = host, output, cases
        self.documents = tuple(documents)
        shipped = load_profiles().find_file(host)
        self._bases = {shipped.profile.host: shipped.text} if shipped else {}
        name = shipped.profile.host if shipped else host
        today = dt.datetime.now().astimezone().date()
        text = f'host = "{name}"\nchecked = {today}\n'
        self._saved = _read(output)
        self._pages = MatchedPages(
            [d if d.kind is DocumentKind.HTML else _without_markup(d) for d in self.documents]
        )
        self._drafts = [self._draft(self._saved or text)]
        if not is_for(self.draft.profile, host):
            other = self.draft.profile.host
            raise ProfileError(f"{output} is the profile of {other}, and these are pages of {host}")

    @property
    def draft(self) -> Draft:
        """The profile as it is now."""
        return self._drafts[-1]

    @property
    def is_saved(self) -> bool:
        """Whether the file has what stands here, or nothing was changed."""
        return self.draft.text == (self._saved or self._drafts[0].text)

    def state(self) -> dict[str, Any]:
        """What the page shows of the site and its profile."""
        pages = [
            {
                "source": document.source or "",
                "markup": document.kind is DocumentKind.HTML,
                "url": document.url or "",
                "headline": (outcome.article.headline if outcome.article else None) or "",
                "message": outcome.message,
                "characters": len(outcome.article.text) if outcome.article else 0,
                "missed": list(outcome.article.metadata.profile_missed) if outcome.article else [],
            }
            for document, outcome in zip(self.documents, self.draft.outcomes, strict=True)
        ]
        return {
            "host": self.host,
            "output": str(self.output),
            "toml": self.draft.text,
            "steps": len(self._drafts) - 1,
            "saved": self.is_saved,
            "pages": pages,
        }

    def page(self, number: int) -> dict[str, Any]:
        """The blocks and parts of a page, with what became of each block."""
        shown = self._walk(number)[0]
        told = told_blocks(self.draft.outcomes[number])
        boxes, block_boxes = boxes_of(shown)
        blocks = [
            {
                "number": block.index,
                "kind": block.kind,
                "level": block.level,
                "text": block.text or block.url,
                "box": box,
                "linked": block.link_density > MOSTLY_LINKED,
                **told.get(block.index, {"state": "removed", "why": ""}),
            }
            for block, box in zip(shown.blocks, block_boxes, strict=True)
        ]
        article = self.draft.outcomes[number].article
        facts = article.to_dict() if article else {}
        return {
            "boxes": boxes,
            "blocks": blocks,
            "facts": {
                "headline": facts.get("headline", ""),
                "date": facts.get("datePublished", ""),
                "author": ", ".join(author["name"] for author in facts.get("authors", ())),
            },
        }

    def propose(self, number: int, block: int, role: Role) -> list[Proposal]:
        """Selectors for a block of a page, and the line itself; of a dump that alone."""
        shown, walked = self._walk(number)
        if not 0 <= block < len(shown.blocks):
            raise InvalidValueError(f"the page has no block {block}")
        line = self._propose_line(shown.blocks[block].text) if role in OF_LINES else []
        if walked is None or role is Role.LABEL:
            return line
        told = told_blocks(self.draft.outcomes[number])
        kept, facts = (
            frozenset(n for n, one in told.items() if one["state"] == state)
            for state in ("kept", "fact")
        )
        pointing = Pointing(number, block, shown, kept, facts)
        return propose(role, pointing, point(walked, block), self._pages.match) + line

    def _propose_line(self, text: str) -> list[Proposal]:
        """A block by its text; a part that is removed as a whole is no line."""
        if not text or "\n" in text:
            return []
        counts = self._count_line(text)
        return [Proposal(text, sum(map(bool, counts)), max(counts), text, is_line=True)]

    def attempt(self, role: Role, value: str, *, is_line: bool) -> list[PageEffect]:
        """What a line more would change on each page. Raises `ProfileError` for a wrong one."""
        return self._effects(self._amended(role, value, is_line), value, is_line)

    def apply(self, role: Role, value: str, *, is_line: bool) -> None:
        """Take the line over. Raises `ProfileError` for a wrong one."""
        self._drafts.append(self._amended(role, value, is_line))

    def undo(self) -> None:
        """Go back by one line."""
        if len(self._drafts) > 1:
            self._drafts.pop()

    def save(self) -> Path:
        """Write the profile.

        Raises `OSError`, and `InvalidValueError` where somebody else has written it meanwhile.
        """
        if _read(self.output) != self._saved:
            raise InvalidValueError(f"{self.output} was changed by somebody else: start again")
        write_whole(self.output, self.draft.text.encode())
        self._saved = self.draft.text
        return self.output

    def save_case(self, number: int) -> Path:
        """Write a page and what the profile makes of it into a folder of their own.

        Raises `OSError`, and `InvalidValueError` for a page without a story and a case that is
        there: its answer may have been corrected by hand.
        """
        article, document = self.draft.outcomes[number].article, self.documents[number]
        if article is None:
            raise InvalidValueError("a page without a story has no answer to be compared with")
        stem = safe_stem(article.headline or document.url or "page", _LONGEST_STEM) or "page"
        folder = self._cases / stem
        if folder.exists():
            raise InvalidValueError(f"{folder} is there already: remove it to save the page anew")
        is_page = document.kind is DocumentKind.HTML
        page = document.text.encode("utf-8", "surrogatepass")
        answer = article.to_dict()
        del answer["metadata"]
        expected = msgspec.json.format(msgspec.json.encode(answer), indent=2)
        write_whole(folder / ("page.html" if is_page else "page.txt"), page)
        write_whole(folder / "expected.json", expected + b"\n")
        return folder

    def _amended(self, role: Role, value: str, is_line: bool) -> Draft:
        if is_line and role not in OF_LINES:
            raise InvalidValueError("a line can be removed, kept, or called a label, and no more")
        counts = self._count(value, is_line=is_line or role is Role.LABEL)
        day = dt.datetime.now().astimezone().date()
        note = f"{day}: on {sum(map(bool, counts))} of {len(counts)} pages"
        # A selector that can't be used is refused where the amended text is read.
        amendment = Amendment(KEYS[role], value, is_line, note)
        return self._draft(amend(self.draft.text, self.draft.profile, amendment))

    def _count(self, value: str, *, is_line: bool) -> tuple[int, ...]:
        if is_line:
            return self._count_line(value)
        if problem := selector_problem(value):
            raise InvalidValueError(problem)
        return self._pages.match(value).counts

    def _count_line(self, text: str) -> tuple[int, ...]:
        wanted = mask_text(text)
        walked = (self._walk(number)[0] for number in range(len(self.documents)))
        return tuple(
            sum(mask_text(block.text) == wanted for block in shown.blocks) for shown in walked
        )

    def _draft(self, text: str) -> Draft:
        profile = parse_profile(text, str(self.output), self._bases)
        outcomes = tuple(clean_page(document, profile) for document in self.documents)
        return Draft(text, profile, outcomes)

    def _effects(self, draft: Draft, value: str, is_line: bool) -> list[PageEffect]:
        counts = self._count(value, is_line=is_line)
        pairs = zip(self.draft.outcomes, draft.outcomes, strict=True)
        return [
            PageEffect(number, counts[number], *compare_articles(before.article, after.article))
            for number, (before, after) in enumerate(pairs)
        ]

    def _walk(self, number: int) -> tuple[ShownPage, WalkedPage | None]:
        document = self.documents[number]
        if document.kind is DocumentKind.TEXT:
            blocks = read_plaintext(document, self.draft.profile).blocks
            return ShownPage(blocks, (Part(BODY, "body"),), (BODY,) * len(blocks)), None
        walked = walk_page(document, self.draft.profile)
        return walked.shown, walked


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ProfileError(f"{path}: not UTF-8 at byte {error.start}") from error


def _without_markup(document: Document) -> Document:
    """A dump among pages: no selector finds anything in it."""
    return msgspec.structs.replace(document, text="<p></p>", kind=DocumentKind.HTML, encoded=None)
