"""The headline, on whole pages: what each kind of page teaches."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.fields.pages import STORIES


def headline(title: str, *headings: str, og: str = "", lang: str = "en") -> str | None:
    """The headline of a page with this <title>, these first headings, and this `og:title`."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[lang])
    meta = f'<meta property="og:title" content="{og}">' if og else ""
    h1 = "".join(f"<h1>{heading}</h1>" for heading in headings)
    html = (
        f"<html lang={lang}><head><title>{title}</title>{meta}</head>"
        f"<body><header>{h1 if len(headings) > 1 else ''}</header>"
        f"<main>{h1 if len(headings) == 1 else ''}{text}</main></body></html>"
    )
    return clean(html, None, profile=None).headline


@pytest.mark.parametrize(
    ("title", "og", "expected"),
    [
        ("Opinion | The pier is rebuilt at last - Courier", "Opinion | The pier is rebuilt at last",
         "The pier is rebuilt at last"),
        ("Видео | Новый мост через Ишим открыт | Вестник", "", "Новый мост через Ишим открыт"),
        ("LIVE | Stadtrat stimmt über die Mole ab", "LIVE | Stadtrat stimmt über die Mole ab",
         "Stadtrat stimmt über die Mole ab"),
    ],
    ids=["opinion", "video", "live"],
)  # fmt: skip
@pytest.mark.parametrize("printed", [True, False])
def test_a_short_part_before_a_bar_is_a_section(
    title: str, og: str, expected: str, printed: bool
) -> None:
    """Whether or not the page prints the headline above the story."""
    assert headline(title, *([expected] if printed else []), og=og) == expected


@pytest.mark.parametrize(
    ("title", "logo", "expected"),
    [
        ("The pier is rebuilt at last - Wexley Courier", "Wexley Courier",
         "The pier is rebuilt at last"),
        ("Вестник – Новый мост через Ишим открыт – Город", "Вестник",
         "Новый мост через Ишим открыт"),
        ("El muelle del puerto se reconstruye · Ciudad · Diario", "Diario",
         "El muelle del puerto se reconstruye"),
    ],
)  # fmt: skip
def test_a_logo_as_first_heading_is_no_headline(title: str, logo: str, expected: str) -> None:
    """The heading that is the longest part of the title is."""
    assert headline(title, logo, expected) == expected


@pytest.mark.parametrize(
    "title",
    ["新桥周三通车居民欢庆_要闻_晨报网", "新桥周三通车居民欢庆-晨报", "新桥周三通车居民欢庆｜晨报"],
)
def test_chinese_titles_are_parted_without_spaces(title: str) -> None:
    """By a line below, a hyphen or a bar."""
    assert headline(title, "晨报网", "新桥周三通车居民欢庆") == "新桥周三通车居民欢庆"


@pytest.mark.parametrize("name", ["kicker", "article-overline", "Eyebrow"])
def test_a_kicker_is_no_part_of_the_headline(name: str) -> None:
    """Unless a colon makes it one."""
    bare = f"<span class={name}>Harbour</span> <span>The pier is rebuilt at last</span>"
    assert headline("The pier is rebuilt at last", bare) == "The pier is rebuilt at last"
    said = f"<span class={name}>Harbour</span>: <span>The pier is rebuilt at last</span>"
    title = "Harbour: The pier is rebuilt at last"
    assert headline(title, said) == "Harbour: The pier is rebuilt at last"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("After six years the town gets its wall back", "Wexley pier vote: results, costs, dates"),
        ("Мост, которого ждали двадцать лет", "Ишим переправа открытие расписание автобусы"),
        ("Wie eine Stadt ihre Mole zurückbekam", "Hafen Umbau 2025 – Kosten und Termine"),
    ],
)
def test_the_printed_headline_goes_before_one_for_search_engines(printed: str, title: str) -> None:
    """Where it is the only one on the page, and no name of the site."""
    assert headline(title, printed, og=title) == printed
    assert headline(title, "Contents", og=title) == title


SITE = "Степной листок"
STORY = "Мост через Ишим открыли раньше срока"


@pytest.mark.parametrize(
    "frame",
    [
        "<h1><a href='/'>{site}</a></h1>{main}<h2><a href=/n/1 rel=bookmark>{story}</a></h2>",
        "<h1><a href='https://a.kz/index.html'>{site}</a></h1>{main}<h2>{story}</h2>",
        "<a href='https://a.kz/' rel=home><h1>{site}</h1></a>{main}<h2 class=title>{story}</h2>",
        "<div id=logo><h1>{site}</h1></div><h3>Погода на завтра</h3>{main}<h2>{story}</h2>",
        "<h1>Общество</h1>{main}<h2 class=contentheading>{story}</h2>",
    ],
    ids=["Pelican", "index", "home", "logo", "section"],
)
@pytest.mark.parametrize("title", ["{story} – {site}", "{site} - {story}", "{story}", "{site}"])
def test_the_first_heading_may_be_the_site(frame: str, title: str) -> None:
    """Then the headline is the heading below it which is the title; else the title's own."""
    if title == "{site}" and "<a href" not in frame:
        pytest.skip("nothing tells that heading from a headline")
    words = {"site": SITE, "story": STORY}
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["ru"])
    body = frame.format(main="<main>", **words)
    html = f"<html><head><title>{title.format(**words)}</title></head><body>{body}{text}</main>"
    assert clean(html, "https://a.kz/n/1", profile=None).headline == STORY


def test_a_subheading_is_no_headline_where_the_first_one_is() -> None:
    """Even if a part of the title is a subheading, too."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["ru"])
    html = f"<title>{STORY} | Что дальше</title><main><h1>{STORY}</h1>{text}<h2>Что дальше</h2>"
    assert clean(html, None, profile=None).headline == STORY


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("<i class=topic>Opinion: </i>The pier is rebuilt at last", "The pier is rebuilt at last"),
        ("<b>Видео:</b> Новый мост через Ишим открыт", "Новый мост через Ишим открыт"),
        ("<span>Hafen</span><span>:</span><span>Stadtrat stimmt für die Mole</span>",
         "Stadtrat stimmt für die Mole"),
    ],
)  # fmt: skip
def test_a_kicker_before_a_colon_is_no_part_of_the_headline(heading: str, title: str) -> None:
    """Where the title lacks it."""
    assert headline(f"{title} - Courier", heading) == title


def test_a_colon_of_the_headline_stays() -> None:
    """The title has it, too."""
    title = "Breakwater vote: nine to four for the wall"
    assert headline(f"{title} - Courier", title) == title


@pytest.mark.parametrize("bar", ["LIVE | ", "Видео | ", "Kommentar | "])
def test_a_section_before_a_bar_goes_from_the_heading_too(bar: str) -> None:
    """Where title and heading both have it."""
    text = "Nine to four for the new harbour wall"
    assert headline(f"{bar}{text}", f"{bar}{text}", og=f"{bar}{text}") == text


@pytest.mark.parametrize(
    ("heading", "title", "whole"),
    [
        ("<small>Sociedad</small><br>El pueblo recupera el horno comunal",
         "El pueblo recupera el horno comunal", "El pueblo recupera el horno comunal"),
        ("<span class=k>Opinion</span> The pier is rebuilt at last",
         "Opinion: The pier is rebuilt at last", "The pier is rebuilt at last"),
        ("<i>Видео</i> Новый мост через Ишим открыт", "Новый мост через Ишим открыт",
         "Новый мост через Ишим открыт"),
        ("<b>Exclusive</b>The pier is rebuilt", "The pier is rebuilt", "The pier is rebuilt"),
        ("The Best Piers of 2026", "Best Piers of 2026", "The Best Piers of 2026"),
        ("<b>2026</b> Price guide for piers", "Guide for piers", "2026 Price guide for piers"),
    ],
)  # fmt: skip
def test_a_kicker_set_apart_by_style_is_no_part_of_the_headline(
    heading: str, title: str, whole: str
) -> None:
    """Where a title lacks it, or has a colon behind it; other words of the heading stay."""
    assert headline(f"{title} - Courier", heading) == whole


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("青石镇村民合力修复百年风雨桥", "风雨桥重新开放：七旬木匠不用一颗铁钉 - 青石日报"),
        ("山谷里最老的苹果树被砍倒", "苹果树 嫁接 图书馆登记_地方_晨报"),
        ("小浜沢の廃校、住民の手で天文台に", "廃校が天文台に 観望会の予約と料金｜浜沢新報"),
    ],
)
def test_the_printed_heading_of_the_east_wins_over_the_title_for_search(
    heading: str, title: str
) -> None:
    """As in languages with spaces; its length is that of its characters."""
    assert headline(title, heading) == heading
