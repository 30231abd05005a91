"""Pages of made-up newspapers for tests of what the judge keeps: one difficulty each."""

from __future__ import annotations

from cleaners import Article, clean

HARBOUR = (
    "The ferry to the outer islands sails again from Monday, six weeks after its engine failed.",
    "A new piston had to be cast in a foundry two hundred miles away, the harbour master said.",
    "“We have been living on tinned fish and patience,” said Ada Quill, who keeps the only shop.",
    "Until then a fishing boat had carried mail, medicine and four passengers at a time.",
    "The council now looks for a second ship, so that one failure no longer cuts the islands off.",
)
STEPPE = (
    "В степном посёлке Карасай заработала первая за сорок лет мельница, сообщили в акимате района.",
    "Жернова вытесал местный мастер, а механизм собрали по чертежам из краеведческого музея.",
    "«Мука пахнет не так, как магазинная, за ней едут из города», — рассказала хозяйка мельницы.",
    "За день мельница перерабатывает две тонны зерна, и очередь на неё расписана до Нового года.",
    "Весной рядом откроют пекарню, где хлеб будут печь только из своей муки и на своей закваске.",
)
ALPEN = (
    "Die Seilbahn auf den Hochkogel fährt seit Samstag wieder, nachdem ein Erdrutsch sie stoppte.",
    "Zwei Stützen mussten versetzt werden, weil der Hang darunter noch immer wandert.",
    "„Wir messen jede Stunde, und wir messen auch nachts“, sagte der Betriebsleiter am Morgen.",
    "Im Dorf war die Bahn vermisst worden: Die Bäuerinnen brachten ihre Milch zu Fuß ins Tal.",
    "Im Herbst soll ein Geologe entscheiden, ob die Bahn auch im Winter fahren darf.",
)
STORIES = {"en": HARBOUR, "ru": STEPPE, "de": ALPEN}
HEADLINES = {
    "en": "Ferry to the outer islands sails again",
    "ru": "В Карасае снова мелют муку",
    "de": "Seilbahn auf den Hochkogel fährt wieder",
}
MENU = "".join(
    f'<li><a href="/s/{n}">{name}</a></li>'
    for n, name in enumerate(("News", "Sport", "Culture", "Weather", "Letters", "Archive"))
)


def paragraphs(texts: tuple[str, ...] | list[str]) -> str:
    """Texts as paragraphs."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, language: str = "en", headline: str | None = None) -> str:
    """A page with a menu above and a footer below what it is about."""
    title = HEADLINES[language] if headline is None else headline
    return (
        f'<html lang="{language}"><head><title>{title}</title></head><body>'
        f"<header><nav><ul>{MENU}</ul></nav></header>{body}"
        "<footer><p>© The Courier. All rights reserved.</p></footer></body></html>"
    )


def story(inner: str, language: str = "en") -> str:
    """A page with one story in it."""
    heading = f"<h1>{HEADLINES[language]}</h1>"
    return page(f"<main><article>{heading}{inner}</article></main>", language)


def texts_of(article: Article) -> list[str]:
    """The texts of the blocks that are kept."""
    return [block.text for block in article.blocks if block.text]


def cleaned(markup: str) -> Article:
    """The article of a page whose site nobody knows."""
    return clean(markup, profile=None)
