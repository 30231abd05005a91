"""A story as the themes of further publishing systems print it; the facts are the same in all."""

from __future__ import annotations

HOST = "https://vestnik.example"
URL = f"{HOST}/2026/most-cherez-ishim"
HEADLINE = "Мост через Ишим открыли раньше срока"
AUTHOR = "Ася Петрова"
MOMENT = "2026-05-20T14:05:00+05:00"
TEXTS = (
    "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы.",
    "Строители работали на переправе два года, хотя сначала надеялись управиться за один.",
    "Движение по старой переправе закроют осенью, а её опоры разберут до первого льда.",
    "Акимат обещает, что дорога от вокзала до нового района займёт вдвое меньше времени.",
)
_TEXT = "".join(f"<p>{text}</p>" for text in TEXTS)
_REMARK = "Спасибо строителям за новый мост, очень ждали его всем городом."


def _page(body: str, head: str = "", classes: str = "") -> str:
    return (
        f"<html lang=ru><head><title>{HEADLINE} | Вестник степи</title>{head}</head>"
        f"<body class='{classes}'>{body}</body></html>"
    )


_DRUPAL = (
    "<header class=site-header><a href=/ rel=home>Вестник степи</a></header><main role=main>"
    "<nav class=breadcrumb><ol><li><a href=/>Главная</a></li><li><a href=/city>Город</a></li></ol>"
    f"</nav><h1 class=page-title>{HEADLINE}</h1><article class='node node--type-article'><header>"
    f"<div class=node__meta><span>By <span class=field--name-uid>{AUTHOR}</span>, "
    f"<time datetime={MOMENT}>20 May, 2026</time></span></div></header><div class=node__content>"
    "<div class='primary-image field field--name-field-image'><img src=/most.jpg></div>"
    f"<div class='field field--name-body'>{_TEXT}</div>"
    "<div class='field field--name-field-tags'><h3 class=field__label>Tags</h3><ul><li class="
    "field__item--tags><a href=/t/1>мост</a></li><li class=field__item--tags><a href=/t/2>река</a>"
    "</li></ul></div><section class=comments id=comments><h2>Comments<span>1</span></h2>"
    "<article class=comment><p class=comment__author>Пётр Зимин</p><p class=comment__time>21 May "
    f"2026</p><div class=comment__text-content><p>{_REMARK}</p></div></article></section></div>"
    "</article></main><footer class=site-footer><address>Редакция: Олег Ким</address></footer>"
)
_GHOST = (
    "<header><nav><a href=/>Вестник степи</a></nav></header><main><article class='article post'>"
    "<header><a class=article-section href=/section/city/>Город</a>"
    f"<h1 class=article-title>{HEADLINE}</h1><h4 class=author-name><a href=/author/asya/>{AUTHOR}"
    "</a></h4><time class=byline-meta-date datetime=2026-05-20>20 May 2026</time>"
    "<figure class=article-image><img src=/most.jpg></figure></header>"
    f"<section class=gh-content>{_TEXT}</section></article></main>"
)
_JOOMLA = (
    "<header><a class=brand-logo href=/>Вестник степи</a></header><main><ol itemscope "
    "itemtype='https://schema.org/BreadcrumbList'><li><a href=/>Главная</a></li><li><a href=/city>"
    f"Город</a></li></ol><div class=item-page><h1>{HEADLINE}</h1><dl class=article-info>"
    f"<dd class=createdby itemprop=author>Автор: <span itemprop=name>{AUTHOR}</span></dd>"
    f"<dd class=published><time datetime={MOMENT} itemprop=datePublished>20 мая 2026</time></dd>"
    "</dl><figure class='left item-image'><img src=/most.jpg itemprop=image></figure>"
    f"<div class=body>{_TEXT}</div><ul class=tags><li itemprop=keywords><a href=/tags/1>мост</a>"
    "</li><li itemprop=keywords><a href=/tags/2>река</a></li></ul><nav class=pagenavigation>"
    "<a rel=prev href=/x>Предыдущий материал: Про школу и каникулы</a></nav></div></main>"
)
_BLOGGER = (
    f"<header><h1 class=title><a href={HOST}/>Вестник степи</a></h1></header><div class=main>"
    "<h2 class=date-header><span>среда, 20 мая 2026 г.</span></h2><div class='post hentry'>"
    f"<h3 class='post-title entry-title' itemprop=name>{HEADLINE}</h3><div class=post-body>{_TEXT}"
    "</div><div class=post-footer><span class=post-author>Автор: <a rel=author href=/p/1>"
    f"<span itemprop=name>{AUTHOR}</span></a></span><a href={URL} rel=bookmark><abbr class="
    f"published itemprop=datePublished title={MOMENT}>14:05</abbr></a><span class=post-labels>"
    "Ярлыки: <a href=/search/label/a rel=tag>мост</a>, <a href=/search/label/b rel=tag>река</a>"
    "</span></div></div><div class=comments id=comments><h4>1 комментарий:</h4><dl><dt class="
    f"comment-author>Пётр Зимин</dt><dd class=comment-body><p>{_REMARK}</p></dd></dl></div></div>"
)
_JEKYLL = (
    "<header><a class=site-title rel=author href=/>Вестник степи</a></header><main><article class="
    f"'post h-entry'><header><h1 class=post-title>{HEADLINE}</h1><p class=post-meta>"
    f"<time class=dt-published datetime={MOMENT} itemprop=datePublished>May 20, 2026</time>• "
    f"<span itemprop=author><span class=p-author itemprop=name>{AUTHOR}</span></span></p></header>"
    f"<div class=e-content itemprop=articleBody>{_TEXT}</div></article></main>"
    "<footer class='site-footer h-card'><ul><li class=p-name>Вестник степи</li></ul></footer>"
)
_DLE = (
    "<div class=speedbar><a href=/>Вестник степи</a></div><article class='box story fullstory'>"
    f"<h1 class=title>{HEADLINE}</h1><div class=text>{_TEXT}</div><div class=meta><ul><li class="
    f"story_cat><a href=/city/>Город</a></li><li class=story_date>Автор: <a href=/user/a/>{AUTHOR}"
    f"</a>, <time datetime={MOMENT}>20-05-2026, 14:05</time></li></ul></div><div class=story_tags>"
    "Теги: <span><a href=/tags/1/>мост</a></span>, <span><a href=/tags/2/>река</a></span></div>"
    "</article><div id=dle-comments-list><div class=comment><b class=name>Пётр Зимин</b>"
    f"<div class=com_content><div class=comment-text>{_REMARK}</div></div></div></div>"
)
_BITRIX = (
    "<div class=header><a class=logo href=/>Вестник степи</a></div><div class="
    "breadcrumb-navigation><a href=/>Главная</a> / <a href=/city/>Город</a></div>"
    f"<h1>{HEADLINE}</h1><div class=news-detail><div class=news-date-time>20.05.2026 14:05</div>"
    f"<img class=detail_picture src=/most.jpg><div class=detail-text>{_TEXT}</div>Автор: "
    f"{AUTHOR}<br>Теги: <a href='/search/?tags=мост'>мост</a>, "
    "<a href='/search/?tags=река'>река</a></div>"
    "<p><a href=/city/>Возврат к списку</a></p>"
)
_DRUPAL_7 = (
    "<div id=header><h1 id=site-name><a href=/ rel=home>Вестник степи</a></h1></div><div id=main>"
    "<div class=breadcrumb><a href=/>Главная</a> » <a href=/city>Город</a></div>"
    f"<h1 class=title>{HEADLINE}</h1><div class='node node-article'><div class='meta submitted'>"
    f"Опубликовано {AUTHOR} - Ср, 20/05/2026 - 14:05</div><div class=content><div class="
    f"field-name-body>{_TEXT}</div><div class=field-name-field-tags><div class=field-label>Tags:"
    "</div><div class=field-item><a href=/t/1>мост</a></div><div class=field-item><a href=/t/2>река"
    "</a></div></div></div></div></div>"
)
_PAPERMOD = (
    "<header class=header><nav class=nav><a href=/>Вестник степи</a></nav></header><main><article "
    "class=post-single><header class=post-header><div class=breadcrumbs><a href=/>Home</a>&nbsp;»"
    f"&nbsp;<a href=/city/>Город</a></div><h1 class=post-title>{HEADLINE}</h1><div class=post-meta>"
    "<span title='2026-05-20 14:05:00 +0500 +05'>May 20, 2026</span>&nbsp;·&nbsp;3 min&nbsp;·&nbsp;"
    f"{AUTHOR}</div></header><figure class=entry-cover><img src=/most.jpg></figure>"
    f"<div class=post-content>{_TEXT}</div><footer class=post-footer><ul class=post-tags><li>"
    "<a href=/tags/1/>мост</a></li><li><a href=/tags/2/>река</a></li></ul><nav class=paginav>"
    "<a class=prev href=/x>« Prev Про школу и каникулы</a></nav></footer></article></main>"
)
_GHOST_HEAD = (
    '<meta property="article:published_time" content="2026-05-20T14:05:00+05:00">'
    '<meta property="article:tag" content="мост"><meta property="article:tag" content="река">'
)
SYSTEMS = {
    "Drupal": _page(_DRUPAL, classes="path-node page-node-type-article"),
    "Ghost": _page(_GHOST, _GHOST_HEAD, "post-template tag-news"),
    "Joomla": _page(_JOOMLA, classes="site com_content view-article"),
    "Blogger": _page(_BLOGGER, classes="item-view"),
    "Jekyll": _page(_JEKYLL),
    "DLE": _page(_DLE),
    "Bitrix": _page(_BITRIX),
    "Drupal 7": _page(_DRUPAL_7, classes="html not-front node-type-article"),
    "PaperMod": _page(_PAPERMOD),
}
# Facts that a system's page does not print.
UNPRINTED = {
    "zone": {"Bitrix", "Drupal 7"},
    "section": {"Blogger", "Jekyll"},
    "tags": {"Jekyll"},
    "picture": {"Blogger", "Jekyll", "DLE", "Drupal 7"},
}
