"""The selector that finds the story, and what it holds beside it."""

from __future__ import annotations

from cleaners.sites.learning.removals import Means
from cleaners.sites.learning.wrapper import Wrapper, learn_wrapper
from tests.sites.learning.agreed_pages import seen

STORY = "Строители посёлка закончили проверку плотины, и теперь ждут решения до первого снега."


def told(number: int, *, kept: bool = True, count: int = 4) -> str:
    """Paragraphs that the judge kept, or did not."""
    star = "*" if kept else ""
    return "".join(f"<p>{star}{chr(97 + number) * 3} {n} {STORY}</p>" for n in range(count))


def learn(*htmls: str) -> Wrapper | None:
    """From pages of this markup."""
    return learn_wrapper([seen(html) for html in htmls])


def removals(wrapper: Wrapper | None, means: Means) -> list[str | int]:
    """What it removes by these means."""
    assert wrapper
    return [removed.what for removed in wrapper.removals if removed.means is means]


def test_the_plainest_selector_of_the_smallest_body() -> None:
    """Not the page around it."""
    wrapper = learn(
        *(f"<div id=page><p>Меню<div class='a b'>{told(n)}</div></div>" for n in range(4))
    )
    assert wrapper
    assert wrapper.body.text == "div.a"
    assert (wrapper.pages, wrapper.of, wrapper.agreement) == (4, 4, 1.0)


def test_most_pages_outvote_one_on_which_the_judge_erred() -> None:
    """There it kept a teaser beside the body, and none of the body."""
    good = [f"<div class=text>{told(n)}</div><div class=side><p>Паводок</div>" for n in range(7)]
    bad = f"<div class=text>{told(9, kept=False)}</div><div class=side>{told(8, count=1)}</div>"
    wrapper = learn(*good, bad)
    assert wrapper
    assert wrapper.body.text == "div.text"
    assert (wrapper.pages, wrapper.of) == (7, 8)


def test_a_part_that_the_judge_never_kept() -> None:
    """By its name, once it was seen on two pages."""
    more = "<div class=more><p>Паводок отступает от посёлков</p></div>"
    wrapper = learn(*(f"<div class=text>{told(n)}{more}</div>" for n in range(4)))
    assert removals(wrapper, Means.SELECTOR) == ["div.more"]


def test_a_part_that_is_story_on_some_pages_stays() -> None:
    """Half of them are too many."""
    quiet = "<div class=note><p>Паводок отступает от посёлков</p></div>"
    story = "<div class=note><p>*Паводок отступает от посёлков</p></div>"
    notes = (quiet, story, quiet, story)
    wrapper = learn(*(f"<div class=text>{told(n)}{note}</div>" for n, note in enumerate(notes)))
    assert removals(wrapper, Means.SELECTOR) == []


def test_a_line_below_which_nothing_is_story() -> None:
    """Among paragraphs without names."""
    below = "".join(f"<p>{name} отступает от посёлков</p>" for name in ("Паводок", "Пожар"))
    wrapper = learn(
        *(
            f"<div class=text>{told(n)}<p>Читайте также в газете</p>{below.replace('п', str(n))}"
            for n in range(4)
        )
    )
    assert len(removals(wrapper, Means.END)) == 1


def test_lines_that_are_links() -> None:
    """Where none of them was ever kept."""
    wrapper = learn(
        *(
            f"<div class=text>{told(n)}<p><a href=/>Паводок отступает {chr(97 + n)}</a></p></div>"
            for n in range(4)
        )
    )
    assert removals(wrapper, Means.LINKED) == ["linked"]


def test_without_agreement_there_is_no_wrapper() -> None:
    """On each page the story stands elsewhere."""
    places = ("<ul><li>", "<table><tr><td>", "<section>", "<blockquote>", "<dl><dd>", "<center>")
    assert learn(*(f"{place}{told(n)}" for n, place in enumerate(places))) is None


def test_no_pages_no_wrapper() -> None:
    """Nor pages without a story."""
    assert learn() is None
    assert learn("<p>Меню", "<p>Меню") is None
