"""Tables that hold data, as against tables that lay out a page."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from cleaners.block import CELL_BREAK
from cleaners.reading.fold import fold

_LONGEST_CELL = 400  # characters; a cell with more holds a story, not a figure


def is_data_table(table: LexborNode) -> bool:
    """At least two rows and two columns, short cells, no table, form or heading within."""
    if len(table.css("table, form, h1, h2, article, iframe")) > 1:  # the table itself counts
        return False
    rows = [row.css("td, th") for row in table.css("tr")]
    if len(rows) < 2 or sum(len(cells) >= 2 for cells in rows) < 2:
        return False
    return all(len(cell.text(deep=True)) <= _LONGEST_CELL for cells in rows for cell in cells)


def table_text(table: LexborNode) -> str:
    """Rows on lines, cells joined by ` | `; empty rows are left out."""
    rows = (
        [fold(cell.text(deep=True, separator=" ")) for cell in row.css("td, th")]
        for row in table.css("tr")
    )
    return "\n".join(CELL_BREAK.join(cells) for cells in rows if any(cells))
