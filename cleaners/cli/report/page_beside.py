"""What the report shows beside an article: its page as boxes and blocks, another story of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.cli.report.entry import NOTHING_BESIDE, Beside, ShownBlock
from cleaners.document import DocumentKind
from cleaners.errors import CleanersError
from cleaners.intake.open_document import open_document

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.cli.report.against import Against, Line
    from cleaners.document import Document
    from cleaners.intake.record import Record
    from cleaners.sites.profile import SiteProfile


def read_beside(
    record: Record,
    url: str | None,
    profile: SiteProfile | None,
    article: Article | None,
    against: Against | None,
) -> Beside:
    """The page of a record that was cleaned; `article` is None where it has no story.

    `profile` is the one that it was cleaned with. What can't be shown is left out.
    """
    try:
        document = open_document(record.data, record.url or url, content_type=record.content_type)
        told = None
        if against is not None:
            from cleaners.cli.report.against import differ

            told = differ(document, article, against)
        if document.kind is DocumentKind.TEXT:
            return Beside(against=told)
        return _read_page(document, profile, told)
    except CleanersError:
        return NOTHING_BESIDE


def _read_page(
    document: Document, profile: SiteProfile | None, told: tuple[Line, ...] | None
) -> Beside:
    # Imported here: dumps without markup never need the HTML parser.
    from cleaners.markup.shown_page import MOSTLY_LINKED, boxes_of, walk_page

    shown = walk_page(document, profile).shown
    boxes, block_boxes = boxes_of(shown)
    blocks = {
        block.index: ShownBlock(
            block.index,
            block.kind,
            block.text or block.url,
            "removed",
            box=box,
            level=block.level,
            linked=block.link_density > MOSTLY_LINKED,
        )
        for block, box in zip(shown.blocks, block_boxes, strict=True)
    }
    return Beside(boxes=boxes, blocks=blocks, against=told)
