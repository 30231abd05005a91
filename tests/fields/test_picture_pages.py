"""Pictures, captions and credits, on whole pages: what each kind of page teaches."""

from __future__ import annotations

import datetime as dt

import pytest

from cleaners import Picture, clean
from cleaners.sites.profile import SiteProfile, Story
from tests.fields.pages import STORIES, article

PIER = "https://courier.example/img/pier.jpg"


@pytest.mark.parametrize(
    ("figure", "lang", "picture"),
    [
        (
            (
                "<figure><img src=/img/pier.jpg><figcaption>The pier on Tuesday. Photo: Lena Marsh"
                "</figcaption></figure>"
            ),
            "en",
            Picture(PIER, "The pier on Tuesday.", "Lena Marsh"),
        ),
        (
            (
                "<div class=top><figure><amp-img src=/img/pier.jpg></amp-img><figcaption>"
                "Мост утром (фото: пресс-служба акимата)</figcaption></figure></div>"
            ),
            "ru",
            Picture(PIER, "Мост утром", "пресс-служба акимата"),
        ),
        (
            (
                "<p>Von Jan Vogel</p><figure><picture><img data-src=/img/pier.jpg></picture>"
                "<figcaption>Die alte Mole © Eva Berg</figcaption></figure>"
            ),
            "de",
            Picture(PIER, "Die alte Mole", "Eva Berg"),
        ),
    ],
    ids=["figure", "amp", "behind the byline"],
)
def test_the_lead_photo_stands_above_the_story(figure: str, lang: str, picture: Picture) -> None:
    """Between headline and text; the credit at the end of a caption is none of it."""
    found = article(figure, lang=lang, url="https://courier.example/n/pier/")
    assert found.images == (picture,)
    assert found.main_image is not None
    assert found.main_image.url == PIER


@pytest.mark.parametrize(
    ("top", "pictures"),
    [
        ("<figure><img src=/img/pier.jpg><figcaption>The pier</figcaption></figure>", [PIER]),
        (
            "<div>May<div><figure><img src=/img/pier.jpg><figcaption>Мост</figure></div></div>",
            [PIER],
        ),
        ("<p>Ann Lee</p><figure><img src=/img/ad.jpg></figure><img src=/img/icon.png>", []),
    ],
    ids=["figure", "nested", "without caption"],
)
def test_the_lead_photo_stands_above_the_body_of_a_profile(top: str, pictures: list[str]) -> None:
    """Though the selector of the body does not reach it; what else stands there is not story."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["en"])
    page = (
        "<!doctype html><figure><img src=/img/logo.png><figcaption>Logo</figcaption></figure>"
        f"<h1>The pier is rebuilt</h1>{top}<div class=text>{text}</div><img src=/img/map.jpg>"
    )
    profile = SiteProfile("courier.example", dt.date(2026, 1, 31), story=Story(body=(".text",)))
    found = clean(page, "https://courier.example/n/pier/", profile=profile)
    assert [picture.url for picture in found.images] == pictures
    assert found.text == "\n\n".join(STORIES["en"])


def test_the_declared_picture_needs_no_figure() -> None:
    """In whatever size the page shows it; a portrait of the author or an icon is no lead photo."""
    head = '<meta property="og:image" content="https://cdn.example/img/pier.jpg?w=1200">'
    body = (
        "<div class=author><figure><img src=/img/face.jpg></figure></div><img src=/icon.svg>"
        "<div><img src='https://cdn.example/img/pier.jpg?w=600'></div>"
    )
    found = article(body, head=head, url="https://courier.example/n/pier/")
    assert [picture.url for picture in found.images] == ["https://cdn.example/img/pier.jpg?w=600"]


@pytest.mark.parametrize(
    "slide",
    [
        "<div class=item hidden><img src=/{n}.jpg><figcaption>{c}</figcaption></div>",
        "<figure><amp-img src=/{n}.jpg></amp-img><figcaption>{c}</figcaption></figure>",
        "<li><figure><img data-src=/{n}.jpg><figcaption>{c}</figcaption></figure></li>",
    ],
    ids=["hidden", "amp", "list"],
)
@pytest.mark.parametrize("below", [False, True], ids=["amid", "below"])
def test_a_gallery_may_have_any_number_of_pictures(slide: str, below: bool) -> None:
    """Between two paragraphs of the story, or right below the last one."""
    captions = [f"The harbour at hour {n}, before the tide." for n in range(9)]
    slides = "".join(slide.format(n=n, c=caption) for n, caption in enumerate(captions))
    gallery = f"<div class=gallery>{slides}</div>"
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in STORIES["en"])
    text = "".join([first, *rest, gallery] if below else [first, gallery, *rest])
    found = clean(f"<title>The pier</title><main><h1>The pier</h1>{text}</main>", profile=None)
    assert [picture.url for picture in found.images] == [f"/{n}.jpg" for n in range(9)]
    assert [picture.caption for picture in found.images] == captions
    assert captions[0] not in found.text


def test_pictures_of_other_stories_are_none_of_this() -> None:
    """Teasers below the story and beside it."""
    cards = "".join(
        f"<li><a href=/r{n}><img src=/t{n}.jpg><span>Ferry timetable changes {n}</span></a></li>"
        for n in range(6)
    )
    assert article(behind=f"<h3>Most read</h3><ul>{cards}</ul>").images == ()


@pytest.mark.parametrize(
    "before",
    [
        "<figure class=wp-block-post-featured-image><img src=/img/pier.jpg></figure>",
        "<div class=post-thumbnail><a href=/img/pier-large.jpg><img src=/img/pier.jpg></a></div>",
        "<img class='attachment-large wp-post-image' src=/img/pier.jpg>",
        "<div class=news-detail><div class=detail-picture><img src=/img/pier.jpg></div></div>",
        "<div class='field field--name-field-image'><img src=/img/pier.jpg></div>",
        "<div class='pull-left item-image'><img src=/img/pier.jpg itemprop=image></div>",
    ],
    ids=["blocks", "linked", "classic", "Bitrix", "Drupal", "Joomla"],
)
def test_the_featured_picture_is_the_main_one(before: str) -> None:
    """Above the headline, where no head names it."""
    found = article(before=before, url="https://courier.example/n/pier")
    assert found.main_image
    assert found.main_image.url == PIER


@pytest.mark.parametrize(
    "foreign",
    [
        "<div class=related><img class=wp-post-image src=/img/other.jpg></div>",
        "<a href=/n/other><img class=wp-post-image src=/img/other.jpg></a>",
        "<aside><div class=post-thumbnail><img src=/img/other.jpg></div></aside>",
    ],
    ids=["related", "link", "aside"],
)
def test_pictures_of_other_stories_are_theirs(foreign: str) -> None:
    """Whatever their class says."""
    assert article(behind=foreign, url="https://courier.example/n/pier").main_image is None


def test_pictures_in_paragraphs_of_the_story() -> None:
    """Above its first text, between two and below its last one; icons beside it are none."""
    first, *others = (f"<p>{paragraph}</p>" for paragraph in STORIES["en"])
    pictures = [f"<p><img src=/img/{number}.jpg></p>" for number in range(4)]
    text = f"{pictures[0]}{first}{pictures[1]}{''.join(others)}{pictures[2]}"
    html = (
        "<html lang=en><title>The pier is rebuilt</title><main><h1>The pier is rebuilt</h1>"
        f"<div>{pictures[3]}</div><div class=text>{text}</div><div><img src=/icon.png></div></main>"
    )
    images = clean(html, "https://courier.example/n/pier", profile=None).images
    assert [image.url for image in images] == [
        f"https://courier.example/img/{number}.jpg" for number in range(3)
    ]


@pytest.mark.parametrize("name", ["lead-media", "hero", "post-thumbnail"])
def test_a_picture_above_the_story_may_be_named_as_its(name: str) -> None:
    """By the part that it stands in, without a figure."""
    top = f'<div class="{name}"><picture><img src="{PIER}"></picture><div>The old pier</div></div>'
    assert [picture.url for picture in article(top).images] == [PIER]


@pytest.mark.parametrize("name", ["slides", "fotorama", "swiper-wrapper slider"])
def test_slides_below_the_story_are_its_gallery(name: str) -> None:
    """However they are loaded."""
    urls = [f"https://courier.example/{number}.jpg" for number in range(7)]
    slides = "".join(
        f'<li><img data-src="{url}" src="data:image/gif;base64,R0"></li>' for url in urls
    )
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES["en"])
    story = f'<main><h1>The pier</h1>{text}<ul class="{name}">{slides}</ul></main>'
    assert [
        picture.url for picture in clean(f"<title>The pier</title>{story}", profile=None).images
    ] == urls


@pytest.mark.parametrize("icon", ["/f.svg", "/i/tick.png", "/upload/flag.gif?v=2"])
@pytest.mark.parametrize("lang", ["en", "ru", "de"])
def test_icons_of_a_list_are_no_pictures(icon: str, lang: str) -> None:
    """The same small drawing before each item; a photo beside them is the picture."""
    items = "".join(f"<li><img src={icon} alt=''>{text[:30]}</li>" for text in STORIES[lang][1:])
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[lang][1:])

    def pictured(photo: str) -> tuple[Picture, ...]:
        body = f"<h1>Mole</h1><p>{STORIES[lang][0]}</p>{photo}<ul>{items}</ul>{text}"
        page = f"<html><body><main>{body}</main></body></html>"
        return clean(page, "https://courier.example/1", profile=None).images

    assert pictured("") == ()
    assert pictured("<img src=/img/pier.jpg>") == (Picture(PIER),)
