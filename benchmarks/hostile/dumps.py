"""Plain text that is long, odd or made to look like something else."""

from __future__ import annotations

from functools import partial

from benchmarks.hostile.values import NO_STORY, HostileInput, dump, given, over

_INSIDE = {
    "a line of 1 MB": "light and sea " * 70_000,
    "a word of 1 MB": "x" * 1_000_000,
    "a line of 100,000 blanks": "a" + " " * 100_000 + "b",
    "a line of 100,000 tabs": "a\t" * 50_000,
    "a full stop and 30,000 blanks": "." + " " * 30_000 + "x",
    "a full stop and 30,000 quotes": "." + '"' * 30_000 + " x",
    "brackets": "[" * 50_000,
    "template marks": "{{" * 50_000,
    "script marks": "<%" * 50_000,
    "opening quotes": "«" * 50_000,
    "dashes": "– " * 50_000,
    "digits": "1 " * 50_000,
    "months": "20 May " * 20_000,
    "colons": "a:" * 50_000,
    "identifiers": "a" * 40 + "-" * 9_000,
    "underscores": "a_" * 4_500 + "!",
    "100,000 blank lines": "\n" * 100_000,
    "900,000 blank lines": "\n" * 900_000,
    "carriage returns alone": "x\r" * 5_000,
    "vertical tabs": "x\v" * 50_000,
    "form feeds": "x\f" * 5_000,
    "10,000 short lines": "The bridge is open\n" * 10_000,
    "10,000 bullets": "• a\n" * 10_000,
    "10,000 numbered lines": "\n".join(f"{n}. a" for n in range(10_000)),
    "10,000 headings": "# a\n" * 10_000,
    "10,000 colons at line ends": "He said:\n" * 10_000,
    "10,000 lines that end in a semicolon": "a list:\n" + "one thing;\n" * 10_000,
    "3,000 labels": "Read also\n" * 3_000,
    "3,000 bylines": "By Ann Lee\n" * 3_000,
    "tables of tabs": "a\tb\tc\n" * 10_000,
    "lines of 79 characters": ("x" * 79 + "\n") * 5_000,
    "quoted mail": "> " * 5_000,
    "addresses": "https://a.example/b " * 10_000,
}
_BEFORE = {
    "40 empty comments": "<!---->" * 40,
    "4,000 empty comments and blanks": "<!----> \n" * 4_000,
    "comments that nobody closes": "<!-- " * 10_000,
    "less-than signs": "<" * 50_000,
    "a tag of 50,000 letters": "<" + "a" * 50_000,
    "blanks and a tag": " " * 100_000 + "<",
}
_OVER = {
    "1,500,000 short lines": ("ab\n" * 1_500_000, over("max_lines")),
    "9,000,000 blank lines": ("\n" * 9_000_000, over("max_lines")),
    "50,000 different lines": (
        "\n".join(f"line {n}" for n in range(50_000)), over("max_blocks"),
    ),
}  # fmt: skip
_NO_STORIES = {
    "one word": "x" * 200_000,
    "brackets alone": "[" * 200_000,
    "a log": "\n".join(f"2025-05-20 14:05:{n % 60:02} GET /a/{n} 200" for n in range(5_000)),
}

INPUTS = (
    *(
        HostileInput(group="dump", name=name, make=partial(dump, inside=part))
        for name, part in _INSIDE.items()
    ),
    *(
        HostileInput(group="dump", name=name, make=partial(dump, before=part))
        for name, part in _BEFORE.items()
    ),
    *(
        HostileInput(
            group="dump over a limit", name=name, make=partial(dump, after=part), expected=limit
        )
        for name, (part, limit) in _OVER.items()
    ),
    *(
        HostileInput(group="dump without a story", name=name, make=given(text), expected=NO_STORY)
        for name, text in _NO_STORIES.items()
    ),
)
