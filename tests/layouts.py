"""Pages in the layouts of the commonest publishing systems, with stories and facts of our own."""

from __future__ import annotations

from typing import NamedTuple

from tests.paper import headline, paragraphs

HOST = "stepnoy-listok.example"
AUTHORS = ("Ася Петрова", "Болат Сериков", "Вера Ким")
SECTIONS = ("Новости", "Культура", "Спорт")
TAGS = ("паводок", "дороги", "школа", "хлеб", "река", "музей")


class Story(NamedTuple):
    """The facts that a page prints."""

    url: str
    headline: str
    paragraphs: tuple[str, ...]
    author: str
    published: str
    modified: str | None
    section: str
    tags: tuple[str, ...]


def story(number: int) -> Story:
    """A story; every third was changed an hour later, every fourth has no tags."""
    day, hour = number % 28 + 1, number % 12 + 8
    return Story(
        url=f"https://{HOST}/2026/03/{day:02}/story-{number}/",
        headline=headline(number),
        paragraphs=tuple(paragraphs(number)),
        author=AUTHORS[number % 3],
        published=f"2026-03-{day:02}T{hour:02}:15:00+05:00",
        modified=f"2026-03-{day:02}T{hour + 1:02}:15:00+05:00" if number % 3 == 0 else None,
        section=SECTIONS[number // 2 % 3],
        tags=(TAGS[number % 6], TAGS[(number + 2) % 6]) if number % 4 else (),
    )


def _links(paths: tuple[str, ...], kind: str, attributes: str = "") -> str:
    return ", ".join(f"<a href='/{kind}/{path}/' {attributes}>{path}</a>" for path in paths)


def _body(number: int) -> str:
    """Paragraphs; every second story has a picture with a caption."""
    first, *others = (f"<p>{paragraph}</p>" for paragraph in story(number).paragraphs)
    figure = (
        f"<figure class='wp-caption'><img src='/img/{number}.jpg' width=600 height=400>"
        f"<figcaption class='wp-caption-text'>У реки, снимок {number}</figcaption></figure>"
    )
    return "".join((first, figure if number % 2 else "", *others))


def _widgets(number: int) -> str:
    recent = "".join(
        f"<li><a href='/2026/02/{n:02}/old-{n}/'>{headline(900 + number // 10 + n)}</a></li>"
        for n in range(1, 6)
    )
    cloud = "".join(f"<a href='/tag/{tag}/' class='tag-cloud-link'>{tag}</a> " for tag in TAGS)
    categories = "".join(f"<li><a href='/category/{s}/'>{s}</a></li>" for s in SECTIONS)
    return (
        "<aside id='secondary' class='widget-area'>"
        "<section class='widget widget_search'><form><input type=search></form></section>"
        f"<section class='widget widget_recent_entries'><h2>Свежие записи</h2><ul>{recent}</ul>"
        "</section><section class='widget widget_recent_comments'><h2>Свежие комментарии</h2><ul>"
        f"<li class='recentcomments'>Иван к записи <a href='/o/'>{headline(900)}</a></li></ul>"
        f"</section><section class='widget widget_categories'><h2>Рубрики</h2><ul>{categories}</ul>"
        f"</section><section class='widget widget_tag_cloud'><h2>Метки</h2>"
        f"<div class='tagcloud'>{cloud}</div></section></aside>"
    )


def _comments(number: int) -> str:
    if number % 5:
        return ""
    return (
        "<div id='comments' class='comments-area'>"
        "<h2 class='comments-title'>Один комментарий</h2>"
        "<ol class='comment-list'><li class='comment'><article class='comment-body'>"
        "<footer class='comment-meta'><div class='comment-author vcard'>"
        "<b class='fn'>Пётр Зимин</b></div><div class='comment-metadata'><a href='#c1'>"
        f"<time datetime='2026-04-{number % 28 + 1:02}T10:00:00+05:00'>в апреле</time></a></div>"
        "</footer><div class='comment-content'>"
        "<p>Спасибо, очень нужное дело, давно ждали.</p></div>"
        "</article></li></ol></div>"
    )


def wordpress(number: int) -> str:
    """A classic theme: byline above the text, section and tags in a footer below it."""
    own = story(number)
    day = own.published[8:10].lstrip("0")
    kind = "published" if own.modified else "published updated"
    times = f"<time class='entry-date {kind}' datetime='{own.published}'>{day} марта, 2026</time>"
    if own.modified:
        times += f"<time class='updated' datetime='{own.modified}'>{day} марта, 2026</time>"
    tags = f"<span class='tags-links'>Метки: {_links(own.tags, 'tag', 'rel=tag')}</span>"
    section = _links((own.section,), "category", "rel='category tag'")
    return (
        f"<!doctype html><html lang='ru-RU'><head><title>{own.headline} – Степной листок</title>"
        f"<link rel=canonical href='{own.url}'>"
        "<meta name=generator content='WordPress 6.1'></head>"
        "<body class='post-template-default single single-post'><div id='page' class='site'>"
        "<header id='masthead' class='site-header'><p class='site-title'><a href='/'>Степной листок"
        "</a></p><nav class='main-navigation'><ul><li><a href='/'>Главная</a><li>"
        "<a href='/o/'>О нас</a></ul></nav></header>"
        "<div class='site-content'><main id='main' class='site-main'>"
        f"<article id='post-{number + 1000}' class='post-{number + 1000} post type-post hentry'>"
        f"<header class='entry-header'><div class='entry-meta'><span class='posted-on'>"
        f"<a href='{own.url}' rel=bookmark>{times}</a></span><span class='byline'> от "
        f"<span class='author vcard'><a class='url fn n' href='/author/{number % 3}/'>{own.author}"
        f"</a></span></span></div><h1 class='entry-title'>{own.headline}</h1></header>"
        f"<div class='entry-content'>{_body(number)}</div>"
        f"<footer class='entry-footer'><span class='cat-links'>Рубрики: {section}</span>"
        f"{tags if own.tags else ''}</footer></article>{_comments(number)}"
        "<nav class='navigation post-navigation'>"
        f"<a href='/p/' rel=prev>{headline(800 + number)}</a>"
        f"<a href='/n/' rel=next>{headline(700 + number)}</a></nav></main>{_widgets(number)}</div>"
        "<footer class='site-footer'><p>Сайт работает на WordPress</p></footer></div></body></html>"
    )


def wordpress_blocks(number: int) -> str:
    """A block theme: the facts in blocks below the text."""
    own = story(number)
    day = own.published[8:10].lstrip("0")
    section = _links((own.section,), "category", "rel=tag")
    tags = _links(own.tags, "tag", "rel=tag")
    terms = "taxonomy-post_tag wp-block-post-terms"
    return (
        f"<!doctype html><html lang='ru-RU'><head><title>{own.headline} – Степной листок</title>"
        f"<link rel=canonical href='{own.url}'></head><body class='single single-post'>"
        "<div class='wp-site-blocks'><header class='wp-block-template-part'><h1 "
        "class='wp-block-site-title'><a href='/'>Степной листок</a></h1></header>"
        "<main class='wp-block-group'><div class='wp-block-group'>"
        f"<h2 class='wp-block-post-title'>{own.headline}</h2></div>"
        f"<div class='entry-content wp-block-post-content'>{_body(number)}</div>"
        "<div class='wp-block-template-part'><div class='wp-block-group post-facts'>"
        "<div class='wp-block-post-date'>"
        f"<time datetime='{own.published}'>{day} марта, 2026</time></div>"
        f"<div class='taxonomy-category wp-block-post-terms'>{section}</div>"
        "<div class='wp-block-post-author'><div class='wp-block-post-author__content'>"
        f"<p class='wp-block-post-author__name'>{own.author}</p></div></div>"
        + (f"<div class='{terms}'><span>Метки: </span>{tags}</div>" if own.tags else "")
        + f"</div></div>{_comments(number)}</main><footer class='wp-block-template-part'><p>"
        "Сайт работает на WordPress</p></footer></div></body></html>"
    )


def pelican(number: int) -> str:
    """A generator's theme: facts in a footer above the text, the list of others beside it."""
    own = story(number)
    day = own.published[8:10]
    changed = (
        f"<br><abbr class='modified' title='{own.modified}'>Updated: Thu {day} March 2026</abbr>"
        if own.modified
        else ""
    )
    tags = f"<p>tags: {_links(own.tags, 'tag')}</p>" if own.tags else ""
    links = "".join(f"<li><a href='#'>{name}</a></li>" for name in ("Сводки", "Погода", "Карты"))
    return (
        f"<!doctype html><html lang='ru'><head><title>{own.headline}</title></head>"
        "<body id='index' class='home'><header id='banner' class='body'><h1><a href='/'>Степной "
        "листок</a></h1><nav><ul><li><a href='/category/a.html'>Культура</a></li>"
        "<li class='active'>"
        "<a href='/category/b.html'>Новости</a></li></ul></nav></header>"
        "<section id='content' class='body'><article><header>"
        f"<h1 class='entry-title'><a href='{own.url}' rel=bookmark>{own.headline}</a></h1>"
        "</header>"
        "<div class='entry-content'><footer class='post-info'>"
        f"<abbr class='published' title='{own.published}'>Published: Thu {day} March 2026</abbr>"
        f"{changed}<address class='vcard author'>By <a class='url fn' href='/author/'>{own.author}"
        f"</a></address><p>In <a href='/category/x.html'>{own.section}</a>.</p>{tags}</footer>"
        f"{_body(number)}</div></article></section>"
        f"<section id='extras' class='body'><div class='blogroll'><h2>links</h2><ul>{links}</ul>"
        "</div></section><footer id='contentinfo' class='body'><address id='about' class='vcard "
        "body'>Proudly powered by <a href='https://getpelican.example/'>Pelican</a>, which takes "
        "great advantage of <a href='https://python.example'>Python</a>.</address></footer>"
        "</body></html>"
    )


LAYOUTS = {"wordpress": wordpress, "wordpress_blocks": wordpress_blocks, "pelican": pelican}
