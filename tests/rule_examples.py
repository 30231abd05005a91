"""For each rule of docs/reasons.md a page on which it speaks, and the line that it is about."""

from __future__ import annotations

from typing import NamedTuple

_STORY = tuple(
    """
The ferry between Ostrava Quay and the islands ran again on Monday after eleven days in dock.
Divers had found a crack as long as a hand in the shaft of its second engine, said Nora Whitlock.
Until Sunday a fishing boat had carried mail, bread and, twice a day, the children of the school.
The county now wants to hire a second ferry for the winter, and will decide on it in March.
""".strip().splitlines()
)
_HEADLINE = "Ferry to the islands runs again"
_RUSSIAN = """Мост через Ишим открыли

Новый мост через Ишим открыли в среду, первыми по нему прошли строители и их семьи.
Движение по мосту пустят в субботу, сообщили в акимате города.
Старый мост разберут до конца года, а на его месте посадят деревья.

Ася Петрова"""
_CONSENT = """<div class='x1'><h2>We value your privacy</h2>
<p>We and our partners store cookies on your device and ask for your consent.</p>
<p>You can withdraw your consent to cookies at any time.</p><button>Accept all</button></div>"""
_NEXT = (
    "The town council of Wexley voted on Tuesday to rebuild the mill that burnt down.",
    "It will cost four million and take two years, said the mayor, Ada Finch, after the vote.",
    "The old mill had ground flour for the whole valley since 1874.",
)
_FIGURE = "<figure><img src='/mill.jpg'><figcaption>The old mill of Wexley</figcaption></figure>"
_COMMENTS = "".join(
    f"<div class='comment-body'><b>{who}</b><p>{what}</p></div>"
    for who, what in (
        ("Ada", "I was on that boat and it was cold."),
        ("Ben", "At last, we waited for this."),
        ("Cleo", "Who pays for the second one?"),
    )
)
_RUN = (
    "Wexley votes to rebuild its mill",
    "Larch beetle reaches the upper valley",
    "Who bakes at four in the morning",
)


class Example(NamedTuple):
    """A page or dump, and the line in it that the rule speaks of."""

    page: str
    line: str


def _html(*, between: str = "", below: str = "", above: str = "", after: str = "") -> str:
    """A page with something between the paragraphs, below the last one, or around the article."""
    return (
        f"<html lang='en'><head><title>{_HEADLINE}</title></head><body>{above}<article>"
        f"<h1>{_HEADLINE}</h1>{_paragraphs(_STORY[0])}{between}"
        f"{_paragraphs(*_STORY[1:])}{below}</article>{after}</body></html>"
    )


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _dump(
    *, above: tuple[str, ...] = (), facts: tuple[str, ...] = (), below: tuple[str, ...] = ()
) -> str:
    return "\n".join((*above, _HEADLINE, *facts, *_STORY, *below))


def _links(*texts: str) -> str:
    items = (f"<li><a href='/{number}'>{text}</a></li>" for number, text in enumerate(texts))
    return f"<ul>{''.join(items)}</ul>"


def _line(text: str, tag: str = "p") -> Example:
    return Example(_html(between=f"<{tag}>{text}</{tag}>"), text)


_CARD = "<div class='c'><a href='/{0}'><h3>{1}</h3></a><p>{2}</p><span>4 March 2025</span></div>"
_CARDS = "".join(
    _CARD.format(
        number, title, f"The valley has waited for this since spring, and {title.lower()} at last."
    )
    for number, title in enumerate(_RUN)
)

EXAMPLES: dict[str, Example] = {
    "placeholder": _line("[[month.label]]"),
    "gallery_counter": _line("3 / 12"),
    "bare_counter": Example(_html(above="<p>348</p>"), "348"),
    "view_counter": _line("1,693 views"),
    "ornament": Example(_html(after="<p>* * *</p>"), "* * *"),
    "hashtags": _line("#ferry #islands"),
    "link_mark": Example(_html(below="<p><a href='/all'>All stories →</a></p>"), "All stories →"),
    "label_alone": _line("Advertisement"),
    "notice": Example(
        _dump(below=("© Island Courier, all rights",)), "© Island Courier, all rights"
    ),
    "channel_invitation": _line("Subscribe to our Telegram channel to get the news first"),
    "error_report": _line("Found a mistake? Select it and press Ctrl+Enter"),
    "photo_credit": _line("Photo: Nora Whitlock"),
    "byline": Example(_html(above="<p>By Nora Whitlock</p>"), "By Nora Whitlock"),
    "date_line": Example(_html(above="<p>4 March 2025, 10:30</p>"), "4 March 2025, 10:30"),
    "page_links": Example(
        _html(below="<p>Pages: 1 <a href='/2'>2</a> <a href='/3'>3</a> <a href='/3'>Next</a></p>"),
        "Pages: 1 2 3 Next",
    ),
    "label_before_run": Example(_dump(below=("Most read", *_RUN)), "Most read"),
    "tab_in_run": Example(_dump(below=("Most read", "All", *_RUN)), "All"),
    "teaser_in_run": Example(_dump(below=("Most read", *_RUN)), _RUN[0]),
    "headline_run": Example(
        _dump(
            below=(
                "",
                *_RUN,
                "Storm closes the pass for a week",
                "Ostrava Quay gets its swimming pool back",
            )
        ),
        _RUN[0],
    ),
    "invitation_in_line": _line("Read also: Larch beetle reaches the upper valley"),
    "label_in_line": Example(
        _html(between="<p>Most read: <a href='/b'>Larch beetle reaches the valley</a></p>"),
        "Most read: Larch beetle reaches the valley",
    ),
    "label_above_cards": Example(_html(after=f"<h2>More stories</h2>{_CARDS}"), "More stories"),
    "card_below_label": Example(_html(after=f"<h2>More stories</h2>{_CARDS}"), _RUN[0]),
    "cut_headline": Example(
        _dump(
            below=(
                "Wexley votes to rebuild its mill and …",
                "Larch beetle reaches the upper …",
                "Who bakes at four in …",
            )
        ),
        "Larch beetle reaches the upper …",
    ),
    "comments_below_story": Example(
        _html(after=f"<div class='comments'><h3>3 comments</h3>{_COMMENTS}</div>"),
        "I was on that boat and it was cold.",
    ),
    "consent_dialog": Example(
        _html(above=_CONSENT), "You can withdraw your consent to cookies at any time."
    ),
    "copy_of_story": Example(
        _html(after=f"<div style='display:none'>{_paragraphs(*_STORY)}</div>"), _STORY[1]
    ),
    "next_story": Example(
        _html(after=f"<article><h1>{_RUN[0]}</h1><p>By Ed Moss</p>{_paragraphs(*_NEXT)}</article>"),
        _RUN[0],
    ),
    "headline_above_story": Example(_dump(), _HEADLINE),
    "line_above_headline": Example(
        _dump(above=("Island Courier | Transport",)), "Island Courier | Transport"
    ),
    "line_below_headline": Example(_dump(facts=("Transport",)), "Transport"),
    "line_above_story": Example(
        "\n".join(("Menu", "Home page of the paper", "Ferry", *_STORY)), "Home page of the paper"
    ),
    "line_behind_story": Example(
        _dump(below=("Editorial office", "Contact", "Imprint")), "Imprint"
    ),
    "byline_by_headline": Example(_dump(facts=("By Nora Whitlock",)), "By Nora Whitlock"),
    "name_below_headline": Example(
        _dump(facts=("348", "Nora Whitlock")),
        "Nora Whitlock",
    ),
    "signature_behind_story": Example(
        _RUSSIAN + "\n\nПопулярное\nПаводок отступает\nВесна, которая не кончается", "Ася Петрова"
    ),
    "date_below_headline": Example(_dump(facts=("4 March 2025",)), "4 March 2025"),
    "counter_by_headline": Example(_dump(facts=("348", "Nora Whitlock")), "348"),
    "date_elsewhere": Example(
        _dump(facts=("4 March 2025",), below=("Most read", "5 March 2025", *_RUN, "6 March 2025")),
        "5 March 2025",
    ),
    "byline_elsewhere": Example(
        _dump(
            facts=("By Nora Whitlock",),
            below=("", "", "By Ed Moss", "Wexley votes to rebuild its mill"),
        ),
        "By Ed Moss",
    ),
    "counter_elsewhere": Example(_dump(facts=("348 views",), below=("12 views",)), "12 views"),
    "another_story": Example(
        _dump(
            facts=("4 March 2025", "By Nora Whitlock"),
            below=("", "Most read", *_RUN, "", _RUN[0], "5 March 2025", "By Ed Moss", *_NEXT),
        ),
        _NEXT[-1],
    ),
    "headline_on_page": Example(_html(), _HEADLINE),
    "above_story": Example(
        _html(above="<div><p>Island Courier since 1921</p></div>"), "Island Courier since 1921"
    ),
    "below_story": Example(
        _html(after="<div><p>Island Courier, Ostrava Quay 4</p></div>"),
        "Island Courier, Ostrava Quay 4",
    ),
    "link_dense": Example(
        _html(above=_links("Home town", "Weather in the bay", "Small ads")), "Small ads"
    ),
    "caption_outside_story": Example(
        _html(after=f"<div><p>Island Courier</p>{_FIGURE}</div>"), "The old mill of Wexley"
    ),
    "class: menu": Example(
        _html(above=f"<div class='menu'>{_links('Home town', 'Small ads')}</div>"), "Small ads"
    ),
    "id: sidebar": Example(
        _html(after="<div id='sidebar'><p>Weather in the bay</p></div>"), "Weather in the bay"
    ),
    "element: nav": Example(_html(above="<nav><a href='/t'>Transport</a></nav>"), "Transport"),
    "hidden by attribute": Example(
        _html(between="<p hidden>Loading the map</p>"), "Loading the map"
    ),
}
