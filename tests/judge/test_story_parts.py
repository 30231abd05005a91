"""What belongs to a story and what does not, on whole pages: one difficulty a test."""

from __future__ import annotations

from typing import ClassVar

import pytest

from cleaners import Kind, NoMainContent, Reason
from tests.judge.story_pages import (
    ALPEN,
    HARBOUR,
    HEADLINES,
    STEPPE,
    STORIES,
    cleaned,
    page,
    paragraphs,
    story,
    texts_of,
)

each_language = pytest.mark.parametrize("language", STORIES)


class TestNotices:
    """Invitations and other lines of the site in the middle of a story."""

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("ru", "Подписывайтесь на наш Telegram-канал и узнавайте новости первыми"),
            ("ru", "Больше новостей — в нашем WhatsApp-канале. Присоединяйтесь!"),
            ("ru", "Нашли ошибку? Выделите её и нажмите Ctrl+Enter"),
            ("ru", "Новость дополняется."),
            ("ru", "О компании"),
            ("en", "This is a developing story."),
            ("ru", "Читайте также: Паводок отступает от южных районов области"),
            ("en", "Sign up for our newsletter and get the week in your inbox"),
            ("en", "Follow us on Facebook for more stories from the coast."),
            ("en", "Read more: Bakers strike over flour prices"),
            ("de", "Abonnieren Sie unseren Newsletter und folgen Sie uns auf Instagram."),
            ("en", "Related: Bakers strike over flour prices"),
            ("en", "Article continues after advertisement"),
            ("ru", "Ранее мы писали: Паводок отступает от южных районов"),
            ("ru", "Комментарии, содержащие оскорбления, удаляются модератором."),
            ("ru", "Тақырыпқа орай: Су тасқыны қайтып барады"),
            ("ru", "Нагадаємо, раніше ми писали: Повінь відступає"),
            ("de", "Nach der Anzeige geht es hier weiter"),
            ("de", "→ Notre dossier : Cinq promenades pour un dimanche"),
            ("en", "Leer más: Cinco paseos para un domingo de helada"),
            ("en", "Dalsza część artykułu pod materiałem wideo"),
            ("en", "Haberin devamı reklamın altında"),
            ("en", "相关阅读：暴风雨后学校推迟开学"),
            ("en", "关注我们的微信公众号，获取更多资讯"),
            ("en", "اقرأ أيضا: المدارس تفتح أبوابها متأخرة بعد العاصفة"),
            ("en", "بیشتر بخوانید: مدرسه‌ها دیرتر باز می‌شوند"),
            ("de", "➡️ À lire également : Cinq promenades pour un dimanche"),
            ("en", "यह भी पढ़ें: स्कूल देर से खुलेंगे"),
            ("en", "קראו גם: בתי הספר ייפתחו מאוחר אחרי הסערה"),
        ],
    )
    def test_it_is_removed_and_the_story_goes_on(self, language: str, line: str) -> None:
        """Whatever paragraph follows."""
        texts = STORIES[language]
        markup = story(f"{paragraphs(texts[:3])}<p>{line}</p>{paragraphs(texts[3:])}", language)
        assert texts_of(cleaned(markup)) == list(texts)

    @pytest.mark.parametrize(
        ("language", "line"),
        [
            ("ru", "Подписывайтесь под обращением до пятницы: лист лежит в библиотеке на стойке."),
            (
                "en",
                "Follow us into the engine room, said the master, and opened an iron door.",
            ),
            ("en", "Sign up for the first sailing at the harbour office, which opens at seven."),
        ],
    )
    def test_a_sentence_of_the_story_that_begins_so_stays(self, language: str, line: str) -> None:
        """It invites to no channel of the site."""
        texts = STORIES[language]
        markup = story(f"{paragraphs(texts[:3])}<p>{line}</p>{paragraphs(texts[3:])}", language)
        assert texts_of(cleaned(markup)) == [*texts[:3], line, *texts[3:]]


class TestNextStory:
    """Stories that a page appends below the one it is about."""

    @pytest.mark.parametrize(("first", "second"), [("en", "de"), ("ru", "en"), ("de", "ru")])
    def test_one_in_a_part_made_alike_is_removed(self, first: str, second: str) -> None:
        """As an endless scroll appends it."""
        parts = [
            f'<article class="post"><h1>{HEADLINES[name]}</h1>{paragraphs(STORIES[name])}</article>'
            for name in (first, second)
        ]
        article = cleaned(page(f'<div class="feed">{"".join(parts)}</div>', first))
        assert article.headline == HEADLINES[first]
        assert texts_of(article) == list(STORIES[first])

    def test_one_in_the_same_part_is_known_by_its_byline(self) -> None:
        """Headline, byline and text stand below headline, byline and text."""
        inner = "".join(
            f'<h1>{HEADLINES[key]}</h1><p class="byline">By {name}</p>{paragraphs(STORIES[key])}'
            for key, name in (("en", "Ada Quill"), ("de", "Jonas Berg"))
        )
        assert texts_of(cleaned(page(f"<main>{inner}</main>"))) == list(HARBOUR)

    @pytest.mark.parametrize(
        "opening",
        [
            "<h2>{headline}</h2><span>By Jonas Berg</span>",
            "<h2><a href=/n/9>{headline}</a></h2><div class=dt>27 May 2025</div>",
            "<h1>{headline}</h1><div>Jonas Berg</div>",
        ],
        ids=["byline", "date", "name"],
    )
    @pytest.mark.parametrize(("first", "second"), [("en", "de"), ("ru", "en"), ("de", "ru")])
    def test_one_loaded_into_the_part_of_the_first(
        self, opening: str, first: str, second: str
    ) -> None:
        """A part of its own at the end of the text, with its headline and a fact below it."""
        loaded = opening.format(headline=HEADLINES[second]) + paragraphs(STORIES[second])
        markup = story(f"<div>{paragraphs(STORIES[first])}<div>{loaded}</div></div>", first)
        assert texts_of(cleaned(markup)) == list(STORIES[first])

    def test_entries_of_a_report_with_dates_are_no_next_stories(self) -> None:
        """There are many of them."""
        told = (HARBOUR[:2], HARBOUR[2:4], STEPPE[:2])
        entries = "".join(
            f"<section><h2>Day {n}</h2><p>{n} May 2025</p>{paragraphs(texts)}</section>"
            for n, texts in enumerate(told, 1)
        )
        texts = texts_of(cleaned(story(f"<div>{paragraphs(ALPEN)}{entries}</div>")))
        assert {*ALPEN, *HARBOUR[:4], *STEPPE[:2]} <= set(texts)

    def test_sections_of_one_story_are_no_next_story(self) -> None:
        """They have no byline of their own."""
        inner = (
            f"<h1>{HEADLINES['en']}</h1>{paragraphs(HARBOUR[:3])}"
            f"<h1>What comes next</h1>{paragraphs(HARBOUR[3:])}"
        )
        assert (
            texts_of(cleaned(page(f"<main><article>{inner}</article></main>")))[-1] == HARBOUR[-1]
        )

    @pytest.mark.parametrize("label", ["Read also", "Читайте также", "Related stories"])
    def test_cards_below_a_label_are_removed_however_long(self, label: str) -> None:
        """Each leads elsewhere, and they are made alike."""
        prose = "A long teaser tells much of another story, in whole sentences, so one reads on. "
        cards = "".join(
            f'<div class="card"><h3><a href="/{n}">Another story of the week {n}</a></h3>'
            f"<p>{prose * 5}</p></div>"
            for n in range(3)
        )
        markup = story(f"{paragraphs(HARBOUR)}<h2>{label}</h2><div class='row'>{cards}</div>")
        assert texts_of(cleaned(markup)) == list(HARBOUR)


class TestLists:
    """Items of one list share a fate."""

    @pytest.mark.parametrize("tag", ["ul", "ol"])
    def test_a_list_of_links_that_the_story_announces_is_kept(self, tag: str) -> None:
        """All of its items, in order."""
        items = ["Drawings of the new quay", "Minutes of the council", "Report of the engineer"]
        links = "".join(
            f'<li><a href="https://c.example/{n}">{t}</a></li>' for n, t in enumerate(items)
        )
        inner = f"<p>The papers are open to everybody:</p><{tag}>{links}</{tag}>"
        markup = story(paragraphs(HARBOUR[:3]) + inner + paragraphs(HARBOUR[3:]))
        assert [t for t in texts_of(cleaned(markup)) if t in items] == items

    @pytest.mark.parametrize(
        "items",
        [
            ["Марат «kaz» Ахметов;", "Пётр «stone» Рогов;", "Ли «dao» Вэй;", "Юн «sea» Хо."],
            [f"{n}. место — команда посёлка № {n}" for n in range(1, 9)],
            [
                "Вход бесплатный",
                "Начало в полдень",
                "Возьмите мешок для муки",
                "Дети — со взрослыми",
            ],
        ],
        ids=["roster", "ranking", "advice"],
    )
    def test_a_list_of_short_lines_is_kept_whole(self, items: list[str]) -> None:
        """However little they look like sentences."""
        listed = "<p>Вот что сообщили организаторы праздника:</p><ul>" + "".join(
            f"<li>{t}</li>" for t in items
        )
        markup = story(paragraphs(STEPPE) + listed + "</ul>", "ru")
        assert [t for t in texts_of(cleaned(markup)) if t in items] == items

    @pytest.mark.parametrize(
        ("language", "label", "items"),
        [
            ("ru", "Состав «Авроры»:", ["Иван «nix» Носов;", "Ли «dao» Вэй;", "Юн «sea» Хо."]),
            ("en", "Harbour squad:", ["Leo Marsh", "Ada Penn", "Finn Oakes", "Mia Trent"]),
            ("de", "Die Mannschaft:", ["Jan Vogel (Tor)", "Ole Brandt", "Kai Stern", "Tom Falk"]),
        ],
    )
    @pytest.mark.parametrize(
        "pattern", ["<li>{}</li>", "<li><div><img src=/f.svg alt=''>{}</div></li>"]
    )
    def test_lists_below_short_labels_end_a_story(
        self, language: str, label: str, items: list[str], pattern: str
    ) -> None:
        """Two, one behind the other, each below a line that announces it."""
        listed = f"<div><p>{label}</p><ul>{''.join(map(pattern.format, items))}</ul></div>"
        markup = story(paragraphs(STORIES[language][:3]) + listed + listed, language)
        assert texts_of(cleaned(markup)) == [*STORIES[language][:3], *([label, *items] * 2)]

    @pytest.mark.parametrize("label", ["Tags:", "See also:", "More stories:"])
    def test_a_list_of_links_below_a_short_label_is_none(self, label: str) -> None:
        """It leads elsewhere."""
        links = "".join(f"<li><a href=/t/{n}>{n} Ferry lane</a></li>" for n in range(4))
        markup = story(f"{paragraphs(HARBOUR)}<p>{label}</p><ul>{links}</ul>")
        assert texts_of(cleaned(markup)) == list(HARBOUR)

    def test_a_button_in_a_list_is_foreign_to_it(self) -> None:
        """What a rule removes is not brought back."""
        items = "".join(f"<li>{text}</li>" for text in HARBOUR[1:4])
        markup = story(f"<p>{HARBOUR[0]}</p><ul>{items}<li>Share</li></ul><p>{HARBOUR[4]}</p>")
        assert texts_of(cleaned(markup)) == list(HARBOUR)


class TestPosts:
    """Posts of social networks that a story quotes."""

    @pytest.mark.parametrize(
        ("markup", "text", "author", "url"),
        [
            (
                (
                    '<blockquote class="twitter-tweet"><p>The wall will not last. <a href="https://t.co/1">'
                    "pic.twitter.com/1</a></p>&mdash; Harbour Eng (@eng) "
                    '<a href="https://twitter.com/eng/status/1">March 1, 2025</a></blockquote>'
                ),
                "The wall will not last.",
                "Harbour Eng",
                "https://twitter.com/eng/status/1",
            ),
            (
                (
                    '<blockquote class="instagram-media" data-instgrm-permalink="https://i.example/2">'
                    "<div>Мука помола</div><p>A post shared by Мельница (@m)</p></blockquote>"
                ),
                "Мука помола",
                "Мельница",
                "https://i.example/2",
            ),
            (
                (
                    '<blockquote class="bluesky-embed"><p>Die Bahn fährt.</p>— Seilbahn (@bahn) '
                    '<a href="https://b.example/3">1. März</a></blockquote>'
                ),
                "Die Bahn fährt.",
                "Seilbahn",
                "https://b.example/3",
            ),
        ],
        ids=["tweet", "picture", "skeet"],
    )
    @pytest.mark.parametrize("part", ["embed-widget", "social", "c-sidebar"])
    def test_they_are_part_of_the_story(
        self, markup: str, text: str, author: str, url: str, part: str
    ) -> None:
        """As embeds with text, author and address, whatever their part of the page is called."""
        inner = f'<div class="{part}">{markup}</div>'
        inner = paragraphs(HARBOUR[:3]) + inner + paragraphs(HARBOUR[3:])
        article = cleaned(story(inner))
        assert texts_of(article) == [*HARBOUR[:3], text, *HARBOUR[3:]]
        (post,) = (block for block in article.blocks if block.kind is Kind.EMBED)
        assert (post.author, post.url) == (author, url)

    @pytest.mark.parametrize("name", ["twitter-tweet", "reddit-embed-bq", "telegram-post"])
    def test_a_post_that_is_gone_has_no_text(self, name: str) -> None:
        """What stands there in its stead is a link to it."""
        gone = f'<blockquote class={name}><a href="https://p.example/4">Post was deleted</a>'
        inner = f"{paragraphs(HARBOUR[:3])}{gone}</blockquote>{paragraphs(HARBOUR[3:])}"
        article = cleaned(story(inner))
        assert texts_of(article) == list(HARBOUR)
        (post,) = (block for block in article.blocks if block.kind is Kind.EMBED)
        assert (post.text, post.url) == (None, "https://p.example/4")


class TestConsent:
    """Dialogs about cookies that are longer than the story."""

    ASKED: ClassVar = {
        "en": (
            "We use necessary cookies to make our site work, and we remember your answer.",
            "With your consent our partners also set cookies that follow you from site to site.",
            "You can read what each of the cookies is for, how long it stays and who receives it.",
            "You may change your choice at any time by the cookie link at the foot of every page.",
        ),
        "ru": (
            "Мы используем файлы cookie, чтобы сайт работал, и запоминаем, что вы видели это окно.",
            "С вашего согласия наши партнёры тоже сохраняют куки, по которым вас узнают всюду.",
            "Вы можете узнать, зачем нужна каждая запись, сколько она живёт и кто читает куки.",
            "Вы можете изменить решение в любой день: ссылка на cookie есть внизу.",
        ),
        "de": (
            "Wir verwenden Cookies, damit unsere Seite funktioniert und wir Sie erkennen.",
            "Mit Ihrer Einwilligung setzen auch unsere Partner Cookies, die Sie anderswo erkennen.",
            "Sie können nachlesen, wozu jedes der Cookies dient, wie lange es bleibt.",
            "Sie können Ihre Auswahl jederzeit ändern: Der Link zu den Cookies steht unten.",
        ),
    }

    @each_language
    @pytest.mark.parametrize("attributes", ['role="dialog"', 'class="x1 y2"', "id=box"])
    def test_it_is_removed_whatever_it_is_called(self, attributes: str, language: str) -> None:
        """A short story is left."""
        dialog = f"<div {attributes}><h2>Cookies</h2>{paragraphs(self.ASKED[language])}</div>"
        texts = STORIES[language][:3]
        body = f"<main><article><h1>{HEADLINES[language]}</h1>{paragraphs(texts)}</article></main>"
        assert texts_of(cleaned(page(dialog + body, language))) == list(texts)

    PURPOSES: ClassVar = {
        "en": (
            "We and our 842 partners keep unique identifiers in cookies to process personal data.",
            "You may object where legitimate interest is used, at the foot of any page.",
            "Personalised advertising and content, audience research and services development.",
            "Use precise geolocation data and scan the device for its identification.",
        ),
        "ru": (
            "Мы и наши 842 партнёра храним cookie и обрабатываем персональные данные.",
            "Вы можете отозвать согласие в любое время, ссылка стоит внизу страницы.",
            "Персонализированная реклама, измерение её действия, исследование аудитории.",
            "Принять всё значит принять файлы cookie всех партнёров из длинного списка.",
        ),
        "de": (
            "Wir und unsere 842 Partner speichern Kennungen in Cookies auf Ihrem Gerät.",
            "Sie können Ihre Einwilligung jederzeit widerrufen, und zwar am Ende der Seite.",
            "Personalisierte Anzeigen und Inhalte, Erkenntnisse über Zielgruppen, Entwicklung.",
            "Genaue Standortdaten und die Erkennung von Geräten können verwendet werden.",
        ),
    }

    @each_language
    def test_it_is_known_by_its_purposes_as_well(self, language: str) -> None:
        """The words of the common framework for consent, where few lines say "cookies"."""
        dialog = f"<div class=css-z9>{paragraphs(self.PURPOSES[language])}<button>OK</button></div>"
        texts = STORIES[language][:3]
        body = f"<div class=css-a><h1>{HEADLINES[language]}</h1>{paragraphs(texts)}</div>"
        assert texts_of(cleaned(page(dialog + body, language))) == list(texts)

    def test_a_story_about_cookies_is_a_story(self) -> None:
        """Its headline says so."""
        texts = (
            "Regulators want websites to ask about cookies with one button that says no.",
            "Most readers accept cookies only because your choice is hidden, a survey found.",
            "The rule would take effect in spring and cover cookies of every kind on every site.",
        )
        headline = "One button to refuse all cookies"
        body = f"<main><article><h1>{headline}</h1>{paragraphs(texts)}</article></main>"
        assert texts_of(cleaned(page(body, headline=headline))) == list(texts)


class TestSectionPages:
    """Pages that lead to stories and hold none."""

    @pytest.mark.parametrize("count", [4, 6, 12])
    @pytest.mark.parametrize(
        "card",
        [
            '<div class="card"><a href="/{n}"><h2>Story {n} of the week</h2></a>{text}</div>',
            '<li><h3><a href="/{n}">Story number {n} of the week</a></h3><p>{text}</p></li>',
            '<article class="item"><p>{text}</p><a href="/{n}">Read story number {n}</a></article>',
        ],
        ids=["cards", "list", "articles"],
    )
    def test_glued_teasers_are_no_article(self, card: str, count: int) -> None:
        """No article, or one that says how little it is to be trusted."""
        cards = "".join(card.format(n=n, text=HARBOUR[n % 5]) for n in range(count))
        markup = page(
            f"<main><h1>Islands</h1><section>{cards}</section></main>", headline="Islands"
        )
        try:
            article = cleaned(markup)
        except NoMainContent:
            return
        assert (article.metadata.confidence or 0) < 0.3


class TestLivePages:
    """Entries with a time each, the newest first."""

    @each_language
    def test_time_and_text_of_each_entry_are_kept_in_order(self, language: str) -> None:
        """Key points above them, too; buttons go."""
        texts = STORIES[language]
        entries = "".join(
            f'<div class="entry"><time>1{9 - n}:3{n}</time><h3>{text.split(",")[0]}</h3>'
            f"<p>{text}</p>"
            '<div class="share"><a href="#">Share</a></div></div>'
            for n, text in enumerate(texts)
        )
        points = "<ul><li>Nobody was hurt so far</li><li>The road stays closed</li></ul>"
        article = cleaned(story(points + entries, language))
        expected = ["Nobody was hurt so far", "The road stays closed"]
        for n, text in enumerate(texts):
            expected += [f"1{9 - n}:3{n}", text.split(",")[0], text]
        assert texts_of(article) == expected

    @pytest.mark.parametrize(
        "entry",
        [
            "<div class=item><b>1{n}:30</b><div class=t>{title}</div><div>{text}</div></div>",
            "<li><p>1{n}:30</p><h2>{title}</h2><p>{text}</p></li>",
            "<article><span>1{n}:30</span><strong>{title}</strong><p>{text}</p></article>",
        ],
    )
    @each_language
    def test_no_entry_is_lost_where_most_are_kept(self, entry: str, language: str) -> None:
        """Neither the last nor a short one, nor its heading."""
        texts = [*STORIES[language][:4], "Das war es für heute, wir lesen uns morgen wieder."]
        entries = "".join(
            entry.format(n=9 - n, title=text[:20].strip(), text=text)
            for n, text in enumerate(texts)
        )
        kept = texts_of(cleaned(story(f"<div>{entries}</div>", language)))
        assert [text for text in kept if text in texts] == texts

    @pytest.mark.parametrize(
        ("language", "figures"),
        [
            ("en", ["412 metres of granite wall", "6 million for the first stage"]),
            ("ru", ["2 тонны муки за день", "40 лет без своей мельницы", "1 мастер на весь район"]),
            ("de", ["1.240 Meter lang", "9 Minuten vom Dorf zum Gipfel"]),
        ],
    )
    def test_figures_above_the_first_sentence_are_kept(
        self, language: str, figures: list[str]
    ) -> None:
        """Of any story; a list of links there is none."""
        listed = "".join(f"<li>{text}</li>" for text in figures)
        links = "".join(f"<li><a href=/t/{n}>{n} Ferry lane news</a></li>" for n in range(3))
        inner = f"<ul>{links}</ul><div><ul>{listed}</ul></div>{paragraphs(STORIES[language])}"
        assert texts_of(cleaned(story(inner, language))) == [*figures, *STORIES[language]]


class TestLongFeatures:
    """Seven thousand words with inserts and subheadings that ask."""

    @each_language
    def test_no_paragraph_in_the_middle_and_no_tail_is_lost(self, language: str) -> None:
        """Inserts go, paragraphs and subheadings stay."""
        base = " ".join(STORIES[language])
        texts = [f"{n}. {base}" for n in range(1, 90)]
        parts = []
        for n, text in enumerate(texts):
            parts.append(f"<p>{text}</p>")
            if n % 10 == 5:
                parts.append('<div class="newsletter"><p>Sign up for our newsletter</p></div>')
            if n % 15 == 7:
                parts.append(f"<h2>And what about number {n}?</h2>")
        kept = texts_of(cleaned(story("".join(parts), language)))
        assert [text for text in kept if text in set(texts)] == texts
        assert "Sign up for our newsletter" not in kept
        assert sum(text.endswith("?") for text in kept) == 6


def test_the_heading_of_a_box_of_facts_is_kept_with_the_box() -> None:
    """The box of links beside it is not."""
    fact = (
        "The quay is 412 metres long, was built in 1961 of concrete cast on the spot, and has lost "
        "nine metres to storms since then, three of them in the last winter alone."
    )
    box = f"<aside><h3>The quay in figures</h3><p>{fact}</p></aside>"
    links = '<aside><h3>More on this</h3><a href="/1">Storm costs a million</a></aside>'
    kept = texts_of(cleaned(story(paragraphs(HARBOUR[:3]) + box + links + paragraphs(HARBOUR[3:]))))
    assert kept == [*HARBOUR[:3], "The quay in figures", fact, *HARBOUR[3:]]


def test_a_date_above_the_first_sentence_is_no_story() -> None:
    """It is the date of the story."""
    article = cleaned(story(f"<p>10 March 2023</p>{paragraphs(ALPEN)}", "de"))
    assert texts_of(article) == list(ALPEN)
    assert article.date_published == "2023-03-10"
    assert article.removed[-2].reason is not Reason.STORY_TEXT
