"""Much of one thing: menus, links, headings, tables, pictures, equal blocks."""

from __future__ import annotations

from functools import partial

from benchmarks.hostile.values import STORY, HostileInput, over, page

_BLOCKS = over("max_blocks")


def _each(count: int, unit: str) -> str:
    return "".join(unit.replace("@", str(number)) for number in range(count))


_AFTER = {
    "10,000 equal blocks": "<p>The bridge is open.</p>" * 10_000,
    "10,000 different blocks": _each(10_000, "<p>Number @ is open.</p>"),
    "15,000 list items": _each(15_000, "<li>Item @"),
    "a menu of 10,000 links": f"<nav>{_each(10_000, '<a href=/@>News @</a> ')}</nav>",
    "10,000 links without a menu": _each(10_000, "<p><a href=/@>The news of day @</a></p>"),
    "teasers below a label": "<p>Read also</p>"
    + _each(3_000, "<p><a href=/@>News of day @</a></p>"),
    "3,000 labels": "<p>Read also</p>" * 3_000,
    "5,000 figures": _each(
        5_000, "<figure><img src=/@.jpg><figcaption>Picture @</figcaption></figure>"
    ),
    "15,000 pictures": _each(15_000, "<img src=/@.jpg>"),
    "a table of 10,000 rows": f"<table>{_each(10_000, '<tr><td>@<td>x')}</table>",
    "a table of 3,000 columns": f"<table>{('<tr>' + '<td>x' * 3_000) * 2}</table>",
    "a table with absurd spans": "<table><tr><td colspan=999999999 rowspan=999999999>x</table>",
    "500 nested layout tables": "<table><tr><td>x" * 500,
    "definition lists": f"<dl>{_each(5_000, '<dt>Word @<dd>Meaning @')}</dl>",
    "5,000 breadcrumbs": f"<div class=breadcrumbs>{_each(5_000, '<a href=/@>Step @</a>')}</div>",
    "5,000 tags": f"<div class=tags>{_each(5_000, '<a href=/@>Tag @</a>')}</div>",
    "3,000 comments of readers": _each(
        3_000, "<div class=comment><b>Reader @</b><p>I was there and it was fine.</p></div>"
    ),
    "10,000 hidden parts": "<div style='display:none'>Buy now</div>" * 10_000,
}
_WITHIN = {
    "20,000 links in a paragraph": f"<p>{_each(20_000, 'see <a href=/@>page @</a>, ')}</p>",
    "a paragraph of 1 MB": f"<p>{'light and sea ' * 70_000}</p>",
    "a word of 1 MB": f"<p>{'x' * 1_000_000}</p>",
    "a paragraph of a million blanks": f"<p>a{' ' * 1_000_000}b</p>",
    "a paragraph of blank references": f"<p>a{'&nbsp;' * 100_000}b</p>",
    "a paragraph of full stops": f"<p>{'. ' * 100_000}</p>",
    "a paragraph of quotes": f"<p>.{'&quot;' * 50_000} x</p>",
    "10,000 bold words": "<p>" + "<b>light</b> " * 10_000 + "</p>",
    "a million letters in inline tags": "<p>" + "<i>a</i>" * 50_000 + "</p>",
    "template marks": f"<p>{'{{' * 50_000}</p><p>{'<%' * 20_000}</p><p>{'[[' * 50_000}</p>",
    "Chinese without spaces": f"<p>{'灯塔又亮了' * 50_000}</p>",
}
# Pages that are lists more than stories.
_LISTS = {
    "5,000 h1": _each(5_000, "<h1>News @</h1>"),
    "2,000 other stories": _each(2_000, f"<div class=story><h2>News @</h2><p>{STORY[0]}</p></div>"),
}
_OVER = {
    "50,000 h1": "<h1>The news of today</h1>" * 50_000,
    "100,000 equal blocks": "<p>The bridge is open.</p>" * 100_000,
    "25,000 figures": _each(25_000, "<figure><img src=/@.jpg><figcaption>@</figcaption></figure>"),
}

INPUTS = (
    *(
        HostileInput(group="bulk", name=name, make=partial(page, after=part))
        for name, part in _AFTER.items()
    ),
    *(
        HostileInput(group="bulk", name=name, make=partial(page, inside=part))
        for name, part in _WITHIN.items()
    ),
    *(
        HostileInput(group="no story", name=name, make=partial(page, after=part))
        for name, part in _LISTS.items()
    ),
    *(
        HostileInput(
            group="over a limit",
            name=name,
            make=partial(page, after=part),
            expected=_BLOCKS,
        )
        for name, part in _OVER.items()
    ),
)
