"""Which blocks print the facts of an article."""

from __future__ import annotations

from cleaners import clean
from cleaners.fields.published import find_printed
from tests.builders import PROSE, make_page

PAGE = (
    "<title>Мост через Ишим открыли</title><meta property='article:published_time' "
    "content='2025-05-20T14:05:00+05:00'><meta name=author content='Ася Петрова'>"
    f"<h1>Мост через Ишим открыли</h1><p>{'</p><p>'.join(PROSE)}</p><p>140 просмотров</p>"
)


def test_each_fact_by_the_block_that_prints_it() -> None:
    """The day in any form."""
    blocks = make_page(
        "Мост через Ишим открыли", "20 мая 2025 г.", "Ася Петрова", *PROSE, "Читали 140 раз"
    ).blocks
    assert find_printed(clean(PAGE), blocks) == {
        "headline": (0,),
        "date_published": (1,),
        "authors": (2,),
        "view_count": (len(blocks) - 1,),
    }


def test_another_day_name_and_number_are_none() -> None:
    """They are of other stories."""
    blocks = make_page("21 мая 2025 г.", "Пётр Асеев", "1 140 просмотров", *PROSE).blocks
    assert find_printed(clean(PAGE), blocks) == {}
