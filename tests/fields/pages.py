"""Whole pages in several languages and layouts, made of the parts that a test is about."""

from __future__ import annotations

from cleaners import Article, clean

STORIES = {
    "en": (
        "The council voted on Tuesday evening to rebuild the old pier, which the storm had torn.",
        "Work will begin in April, said the engineer, and the harbour will stay open meanwhile.",
        "“We could not go on patching it,” she added, pointing at the cracks above the water.",
        "Opponents of the plan argued that the loan leaves nothing for the roof of the school.",
    ),
    "ru": (
        "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы.",
        "Строители работали на переправе два года, хотя сначала надеялись управиться за один.",
        "Движение по старой переправе закроют осенью, а её опоры разберут до первого льда.",
        "Акимат обещает, что дорога от вокзала до нового района займёт вдвое меньше времени.",
    ),
    "de": (
        "Der Gemeinderat hat am Dienstagabend beschlossen, die alte Mole wieder aufzubauen.",
        "Die Arbeiten sollen im April beginnen, sagte die Ingenieurin, der Hafen bleibe offen.",
        "Gegner des Plans wandten ein, dass für das Dach der Schule nun kein Geld mehr da ist.",
        "Die Pläne liegen ab Montag in der Bücherei aus, Einwände sind bis Ende Mai möglich.",
    ),
    "es": (
        "El ayuntamiento decidió el martes por la noche reconstruir el viejo muelle del puerto.",
        "Las obras empezarán en abril, dijo la ingeniera, y el puerto seguirá abierto entretanto.",
        "Quienes se oponen sostienen que el préstamo no deja nada para el tejado de la escuela.",
        "Los planos se podrán ver en la biblioteca a partir del lunes y hasta finales de mayo.",
    ),
}


def article(
    body: str = "",
    *,
    lang: str = "en",
    head: str = "",
    title: str = "The pier is rebuilt",
    before: str = "",
    behind: str = "",
    url: str | None = None,
) -> Article:
    """The article of a page.

    `body` stands between the headline and the text, `before` above the headline and `behind` below
    the text, outside the part that holds both.
    """
    text = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[lang])
    html = (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title}</title>{head}"
        f"</head><body>{before}<main><h1>{title}</h1>{body}<div class=text>{text}</div></main>"
        f"{behind}</body></html>"
    )
    return clean(html, url, profile=None)


def authors(body: str = "", **parts: str) -> list[str]:
    """The names of the authors of such a page."""
    return [author.name for author in article(body, **parts).authors]
