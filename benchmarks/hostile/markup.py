"""Markup that costs a parser dear: nesting, attributes, scripts, tags that nobody closes."""

from __future__ import annotations

from functools import partial

from benchmarks.hostile.values import NO_STORY, HostileInput, over, page

_UNCLOSED, _DEPTH = over("max_unclosed_tags"), over("max_depth")
_ATTRIBUTES, _CHARACTERS = over("max_attributes"), over("max_characters")


def _nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + "x" + f"</{tag}>" * depth


# What may stand in the midst of the story.
_INSIDE = {
    "5,000 nested div": _nested("div", 5_000),
    "9,000 nested span": _nested("span", 9_000),
    "5,000 nested blockquote": _nested("blockquote", 5_000),
    "3,000 nested lists": "<ul><li>" * 3_000 + "x",
    "1,000 nested tables": "<table><tr><td>" * 1_000 + "x" + "</td></tr></table>" * 1_000,
    "3,000 nested svg": _nested("svg", 3_000),
    "3,000 nested math": _nested("math", 3_000),
    "3,000 nested template": _nested("template", 3_000),
    "mismatched inline tags": "<b><i>x</b></i>" * 5_000,
    "mismatched block and inline tags": "<b><p>x</b></p>" * 2_000,
    "text in tables": "<table>x<tr>y" * 2_000 + "</table>" * 2_000,
    "end tags without a beginning": "</p></span>" * 50_000,
    "100,000 line breaks": "<br>" * 100_000,
    "100,000 rules": "<hr>" * 100_000,
    "50,000 word breaks": "a<wbr>" * 50_000,
    "a tag name of 100,000 letters": f"<x-{'y' * 100_000}>x</x-{'y' * 100_000}>",
    "50,000 less-than signs": "a < b " * 50_000,
    "comments by the thousand": "<!-- x -->" * 50_000,
    "empty comments": "<!---->" * 50_000,
    "conditional comments": "<!--[if IE]><p>x</p><![endif]-->" * 5_000,
    "comment starts": "<!-" * 50_000,
    "CDATA": "<![CDATA[x]]>" * 20_000,
    "processing instructions": "<?php echo 1 ?>" * 20_000,
    "doctypes": "<!doctype html>" * 20_000,
    "a select with 9,000 options": f"<select>{'<option>x' * 9_000}</select>",
    "textareas": "<textarea>x</textarea>" * 20_000,
    "scripts by the thousand": "<script>var a = '<p>';</script>" * 10_000,
    "a script of 5 MB": f"<script>{'a<5;' * 1_250_000}</script>",
    "a style sheet of 5 MB": f"<style>{'a>b{}' * 1_000_000}</style>",
    "noscript copies": "<noscript><img src=/a.jpg></noscript>" * 5_000,
    "iframes": "<iframe src=/a></iframe>" * 5_000,
    "4,000 attributes": "<p " + " ".join(f"a{n}=1" for n in range(4_000)) + ">x</p>",
    "the same attribute 4,000 times": "<p " + "class=x " * 4_000 + ">x</p>",
    "an attribute of 5 MB": f"<p title='{'x' * 5_000_000}'>x</p>",
    "a class of 1 MB": f"<p class='{'share ' * 170_000}'>x</p>",
    "an id of 1 MB": f"<p id='{'x' * 1_000_000}'>x</p>",
    "a style of 1 MB": f"<p style='{'display : ' * 100_000}'>x</p>",
    "10,000 different classes": "".join(f"<i class='a{n}B{n} c{n}-d'>x</i>" for n in range(10_000)),
    "a picture of 5 MB in its address": f"<img src='data:image/png;base64,{'A' * 5_000_000}'>",
    "a srcset of 100,000 pictures": f"<img srcset='{'/a.jpg 1x, ' * 100_000}'>",
    "an address of 1 MB": f"<a href='/{'a/' * 500_000}'>x</a>",
    "addresses that are code": "<a href='javascript:alert(1)'>x</a> " * 5_000,
    "a quote that nobody closes in an attribute": "<p title='>x</p><p title=\">y</p>" + "'>" + '">',
    "attributes within a script": f"<script>{('<b ' + 'a ' * 5_100 + '>') * 100}</script>",
    "nested forms": "<form><input>" * 3_000,
    "custom elements": "<x-y><x-z>x</x-z></x-y>" * 10_000,
    "shadow roots": "<div><template shadowrootmode=open><p>x</p></template></div>" * 5_000,
}  # fmt: skip
_BEFORE = {
    "9,000 bold tags that nobody closes": "<b>" * 9_000,
    "3,000 paragraphs that nobody closes": "<p>x" * 3_000,
    "9,000 nobr that nobody closes": "<nobr>" * 9_000,
    "9,000 html tags": "<html lang=en>" * 9_000,
    "9,000 body tags": "<body class=x>" * 9_000,
    "9,000 head tags": "<head>" * 9_000,
}
# What the parser takes for text to the end of the page: the story is before it.
_AFTER = {
    "a script that nobody closes": "<script>" + "x < y; " * 100_000,
    "9,000 scripts that nobody closes": "<script>" * 9_000 + "x" * 200_000,
    "a comment that nobody closes": "<!--" + " x" * 100_000,
    "50,000 comments that nobody closes": "<!--" * 50_000,
    "a textarea that nobody closes": "<textarea>" + "x " * 100_000,
    "plaintext": "<plaintext>" + "<p>x" * 10_000,
    "an attribute that nobody closes": "<p title='" + "x" * 100_000,
    "script starts": "<script " + "a " * 3_000,
    "a tag that nobody ends": "<div" + " " * 300_000,
    "100,000 slashes in a tag": "<div" + "/" * 300_000,
}
_OVER = {
    "20,000 div that nobody closes": ("<div>" * 20_000, _UNCLOSED),
    "20,000 nested div": (_nested("div", 20_000), _DEPTH),
    "20,000 links within each other": ("<a href=/>x" * 20_000, _UNCLOSED),
    "100,000 attributes": ("<p " + "a=1 " * 100_000 + ">x</p>", _ATTRIBUTES),
    "50,000 options": (f"<select>{'<option>x' * 50_000}</select>", over("max_options")),
    "a script of 20,000 comparisons": (f"<script>{'a<b;' * 20_000}</script>", _UNCLOSED),
    "an attribute of 100,000 words that nobody closes": (
        "<p title='" + "x " * 100_000,
        _ATTRIBUTES,
    ),
    "300,000 script starts": ("<script" * 300_000, _UNCLOSED),
    "600,000 tags": ("<br>" * 600_000, over("max_tags")),
    "21 million characters": ("x" * 21_000_000, _CHARACTERS),
}

_PLACED = (("inside", _INSIDE), ("before", _BEFORE), ("after", _AFTER))

INPUTS = (
    HostileInput(
        group="no story",
        name="9,000 links that nobody closes",
        make=partial(page, before="<a href=/>" * 9_000),
        expected=NO_STORY,
    ),
    *(
        HostileInput(group="markup", name=name, make=partial(page, **{place: part}))
        for place, parts in _PLACED
        for name, part in parts.items()
    ),
    *(
        HostileInput(
            group="over a limit", name=name, make=partial(page, after=part), expected=limit
        )
        for name, (part, limit) in _OVER.items()
    ),
)
