"""The profiles of kazpravda.kz's neighbours, each on pages of ours in the layout that it expects.

Nobody has compared them with the sites: these pages say what the profiles mean, not what is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from cleaners import clean, load_profile


class Told(NamedTuple):
    """A story, its facts and what surrounds it, in one language."""

    language: str
    headline: str
    paragraphs: tuple[str, ...]
    author: str
    printed: str
    teaser: str


RUSSIAN = Told(
    language="ru",
    headline="Паром через Ишим снова возит людей и хлеб",
    paragraphs=(
        (
            "В субботу утром от пристани у элеватора отошёл паром, которого в посёлке ждали. "
            "На борту были две машины с хлебом и сорок пассажиров."
        ),
        (
            "Старый паром сел на мель в марте, и до соседнего берега ехали через мост в "
            "районном центре. Дорога занимала больше часа, а зимой и все три."
        ),
        (
            "Капитан Ержан Оспанов рассказал, что новый двигатель собрали в Уральске. Он тише "
            "прежнего, так что на середине реки слышно жаворонков."
        ),
        (
            "Рейсы идут каждый час с семи утра до девяти вечера. Школьников и врачей перевозят "
            "бесплатно, за машину берут пятьсот тенге."
        ),
    ),
    author="Ася Петрова",
    printed="20 мая 2025 г. 14:05",
    teaser="Погода на выходные: ветер и местами дожди",
)
KAZAKH = Told(
    language="kk",
    headline="Ауыл кітапханасына елу жылдық газет тігінділері оралды",
    paragraphs=(
        (
            "Аудан орталығындағы кітапханаға кеше таңертең үлкен жүк келді. Ішінде елу жыл бойы "
            "жиналған газет тігінділері болды, оларды мұрағаттан қайтарып берді."
        ),
        (
            "Кітапханашы Айгүл Сапарованың айтуынша, тігінділерді көшіріп алу үшін екі жыл бұрын "
            "облысқа жіберген еді. Енді әр нөмірдің көшірмесін кез келген оқырман қарай алады."
        ),
        (
            "Мектеп оқушылары жаз бойы ескі нөмірлердегі суреттерді танып, есімдерін жазып шықпақ. "
            "Бірінші күні-ақ олар он екі адамның атын тапты."
        ),
        (
            "Кітапхана күн сайын таңғы тоғыздан кешкі алтыға дейін ашық, ал жексенбі күні "
            "тігінділер бөлмесінде үлкендер балаларға естелік айтады."
        ),
    ),
    author="Болат Серіков",
    printed="2025 жылғы 20 мамыр 14:05",
    teaser="Демалыс күндері ауа райы: жел соғып, жаңбыр жауады",
)
META = (
    "<meta property='article:published_time' content='2025-05-20T14:05:00+05:00'>"
    "<meta name='author' content='{author}'>"
)


def joined(told: Told, tag: str = "p", attributes: str = "") -> str:
    """The paragraphs of a story in elements of one kind."""
    return "".join(f"<{tag} {attributes}>{text}</{tag}>" for text in told.paragraphs)


def whole(told: Told, body: str, head: str = META) -> str:
    """A page with a menu above the body and teasers below it."""
    menu = "".join(f"<a href='/r/{n}/'>{word}</a> " for n, word in enumerate(("A", "B", "C")))
    teasers = "".join(f"<li><a href='/n/{n}/'>{told.teaser} ({n})</a></li>" for n in range(8))
    return (
        f"<!DOCTYPE html><html lang='{told.language}'><head><meta charset='utf-8'>"
        f"<title>{told.headline}</title>{head.format(author=told.author)}</head>"
        f"<body><nav>{menu}</nav>{body}<ul class='latest'>{teasers}</ul></body></html>"
    )


def tengrinews(told: Told) -> str:
    """The date in the breadcrumbs; invitations, tags and comments within the body."""
    return whole(
        told,
        f"<ol class='breadCrumb-ls date-time'><li>Новости</li><li><span>{told.printed}</span></li>"
        f"</ol><h1>{told.headline}</h1><div class='content_main_text'>{joined(told)}"
        "<p>Google News</p><p>Подписаться</p><div class='content_main_text_tags'>"
        "<a href='/tag/1/'>паром</a></div><div id='comm'><p>Первый комментарий</p></div></div>",
        "<meta name='author' content='{author}'>",
    )


def egemen(told: Told) -> str:
    """Author and date above the body, share links at its end."""
    return whole(
        told,
        f"<h1 class='responsive_title'>{told.headline}</h1><span class='text-grey'>{told.printed}"
        f"</span><div class='name-auth'><h4>{told.author}</h4></div><div itemprop='articleBody'>"
        f"{joined(told)}<div class='top-news social-links'>Бөлісу: Facebook Telegram</div></div>",
        "",
    )


def anatili(told: Told) -> str:
    """Bare paragraphs behind the headline, up to the column on the right."""
    return whole(
        told,
        f"<h1 class='title'>{told.headline}</h1><i class='clock'></i><span>{told.printed}</span>"
        f"{joined(told)}<div class='right'><p>{told.teaser}</p></div><p>{told.teaser}</p>",
        "<meta name='author' content='{author}'>",
    )


def zakon(told: Told) -> str:
    """An author by link, share rows and tags within the body."""
    return whole(
        told,
        f"<div class='article__block'><h1>{told.headline}</h1><a href='/authors/7/'>{told.author}"
        f"</a><div class='content'>{joined(told)}<div class='willShare'>Поделитесь новостью</div>"
        "<p>Следите за новостями</p><div class='google-news-follow'>Google News</div>"
        "<div class='tags newsTags'><a href='/tag/1/'>река</a></div></div></div>",
        "<meta property='article:published_time' content='2025-05-20T14:05:00+05:00'>",
    )


def nur(told: Told) -> str:
    """The facts in JSON-LD, each paragraph by its class."""
    linked = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": '
        f'"NewsArticle", "headline": "{told.headline}", "datePublished": '
        f'"2025-05-20T14:05:00+05:00", "author": {{"@type": "Person", "name": "{told.author}"}}}}'
        "</script>"
    )
    paragraphs = joined(told, attributes="class='formatted-body__paragraph'")
    body = f"<h1>{told.headline}</h1><time class='datetime--publication'>{told.printed}</time>"
    return whole(told, f"{linked}{body}{paragraphs}<p>{told.teaser}</p>", "")


def kursiv(told: Told) -> str:
    """An author card, and other stories within the body."""
    return whole(
        told,
        f"<h1 class='single-header__title'>{told.headline}</h1><div class='author-card__name'>"
        f"<a href='/a/'>{told.author}</a></div><time class='single-publishing-time__date'>"
        f"{told.printed}</time><div class='single-body'>{joined(told)}"
        f"<div class='single-read-also'><p>{told.teaser}</p></div>"
        "<div class='single-footer'>Подписка</div></div>",
        "",
    )


def khabar(told: Told) -> str:
    """A day without time, hashtags at the end."""
    return whole(
        told,
        f"<h1 itemprop='name'>{told.headline}</h1><ul><li class='border-gredient-left'>20.05.2025"
        f"</li></ul><div class='iq-blog-box'>{joined(told)}<p>#новости #река</p>"
        "<div class='iq-blog-tag'><a href='/t/1/'>река</a></div></div>",
        "<meta name='author' content='{author}'>",
    )


def sputnik(told: Told) -> str:
    """One element for each paragraph, the facts in `<meta>`."""
    texts = joined(told, "div", "class='article__text'")
    return whole(told, f"<h1>{told.headline}</h1>{texts}<div class='more'>{told.teaser}</div>")


def orda(told: Told) -> str:
    """Nothing but paragraphs: the body is left to the generic road."""
    return whole(
        told,
        f"<p>RU | KZ | EN</p><main><h1>{told.headline}</h1>"
        f"<time datetime='2025-05-20T14:05:00+05:00'>{told.printed}</time>{joined(told)}</main>",
        "<meta name='author' content='{author}'>",
    )


def inform(told: Told) -> str:
    """The lead in an element of its own, the time before the day."""
    lead, *others = told.paragraphs
    texts = "".join(f"<p>{text}</p>" for text in others)
    return whole(
        told,
        f"<h1>{told.headline}</h1><div class='article__time'>14:05, 20 Май 2025</div>"
        f"<div class='article__description'>{lead}</div><div class='article__body-text'>{texts}"
        "</div>",
        "<meta name='author' content='{author}'>",
    )


def informburo(told: Told) -> str:
    """Lead and text in one element, with other stories in it."""
    lead, *others = told.paragraphs
    texts = "".join(f"<p>{text}</p>" for text in others)
    return whole(
        told,
        f"<h1>{told.headline}</h1><time class='article-time'>{told.printed}</time><div "
        f"class='article'><div class='article-excerpt'>{lead}</div>{texts}"
        f"<div class='read-more'><a href='/n/1/'>{told.teaser}</a></div></div>",
        "<meta name='author' content='{author}'>",
    )


LAYOUTS: dict[str, tuple[Callable[[Told], str], str]] = {
    "tengrinews.kz": (tengrinews, "2025-05-20T14:05:00+05:00"),
    "egemen.kz": (egemen, "2025-05-20T14:05:00+05:00"),
    "anatili.kazgazeta.kz": (anatili, "2025-05-20T14:05:00+05:00"),
    "zakon.kz": (zakon, "2025-05-20T14:05:00+05:00"),
    "nur.kz": (nur, "2025-05-20T14:05:00+05:00"),
    "kursiv.media": (kursiv, "2025-05-20T14:05:00+05:00"),
    "khabar.kz": (khabar, "2025-05-20"),
    "sputnik.kz": (sputnik, "2025-05-20T14:05:00+05:00"),
    "orda.kz": (orda, "2025-05-20T14:05:00+05:00"),
    "vlast.kz": (orda, "2025-05-20T14:05:00+05:00"),
    "inform.kz": (inform, "2025-05-20T14:05:00+05:00"),
    "informburo.kz": (informburo, "2025-05-20T14:05:00+05:00"),
}


def facts(page: str, host: str) -> dict[str, Any]:
    """What is told of an article here, and which selectors found nothing."""
    article = clean(page, f"https://{host}/n/1/").to_dict()
    missed = article["metadata"].get("profileMissed", [])
    names = ("headline", "authors", "datePublished", "inLanguage", "articleBody")
    return {name: article.get(name) for name in names} | {"missed": missed}


@pytest.mark.parametrize("told", [RUSSIAN, KAZAKH], ids=lambda told: told.language)
@pytest.mark.parametrize("host", LAYOUTS)
def test_a_story_in_the_expected_layout(host: str, told: Told) -> None:
    """Headline, author, date and every paragraph, and nothing beside them."""
    layout, published = LAYOUTS[host]
    assert facts(layout(told), host) == {
        "headline": told.headline,
        "authors": [{"name": told.author}],
        "datePublished": published,
        "inLanguage": told.language,
        "articleBody": "\n\n".join(told.paragraphs),
        "missed": [],
    }


@pytest.mark.parametrize("host", [host for host in LAYOUTS if host not in ("orda.kz", "vlast.kz")])
def test_in_another_layout_the_generic_road_answers(host: str) -> None:
    """The text is there, and the article names the selectors that found nothing."""
    body = f"<main><article><h2>{RUSSIAN.headline}</h2>{joined(RUSSIAN)}</article></main>"
    found = facts(whole(RUSSIAN, body), host)
    assert all(text in found["articleBody"] for text in RUSSIAN.paragraphs)
    assert "story.body" in found["missed"]


@pytest.mark.parametrize("host", LAYOUTS)
def test_what_nobody_has_seen_is_marked(host: str) -> None:
    """In a remark, which `site-profile show` prints."""
    assert any("no page of the site was seen" in remark for remark in load_profile(host).remarks)
