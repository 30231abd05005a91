"""A paper that never was: pages of one template, each with a story of its own."""

from __future__ import annotations

from itertools import product
from random import Random

HOST = "stepnoy-listok.example"
SUBSCRIBE = "Подписывайтесь на наш канал, чтобы первыми узнавать о событиях в степи"
AGENCY = "Об этом сообщает агентство «Степные вести» со ссылкой на пресс-службу района."

_WHO = (
    "Строители посёлка",
    "Учителя сельской школы",
    "Водители районного автопарка",
    "Гидрологи областного центра",
    "Хозяева небольшой пекарни",
    "Врачи передвижной клиники",
    "Студенты аграрного колледжа",
    "Рыбаки северного залива",
    "Смотрители краеведческого музея",
    "Железнодорожники узловой станции",
)
_DID = (
    "закончили проверку",
    "показали гостям",
    "открыли для всех жителей",
    "перенесли на осень ремонт",
    "впервые за десять лет измерили",
    "подробно описали в отчёте",
    "предложили сохранить",
    "обсудили на сходе будущее",
)
_WHAT = (
    "старой плотины у брода",
    "новой дороги к вокзалу",
    "зимнего хранилища зерна",
    "мастерской по ремонту лодок",
    "сада, заложенного прадедами",
    "линии связи с дальними зимовками",
    "станции, которая следит за уровнем реки",
    "библиотеки, собранной по дворам",
)
_WHY = (
    "и теперь ждут решения акимата, которое обещали принять до первого снега",
    "хотя денег на эту работу в бюджете района пока нет и, скорее всего, не будет",
    "потому что весенний паводок снова подошёл к самым домам и размыл берег",
    "а соседние сёла уже попросили поделиться чертежами и опытом такой работы",
    "после чего на место приехали журналисты, фотографы и двое депутатов",
    "и рассказали, что самое трудное впереди: надо успеть до начала уборки",
)
_ALL = tuple(product(_WHO, _DID, _WHAT, _WHY))


def sentences(number: int, count: int = 10) -> list[str]:
    """Sentences of one story; no two stories share more than chance brings."""
    chosen = Random(number).sample(_ALL, count)  # noqa: S311
    return [f"{who} {did} {what}, {why}." for who, did, what, why in chosen]


def paragraphs(number: int, count: int = 5) -> list[str]:
    """Two sentences each."""
    told = sentences(number, 2 * count)
    return [f"{first} {second}" for first, second in zip(told[::2], told[1::2], strict=True)]


def headline(number: int) -> str:
    """Of a story; teasers on other pages have it too."""
    who, did, what, _ = Random(-number - 1).choice(_ALL)  # noqa: S311
    return f"{who} {did} {what}"


def page(number: int, *, story: int | None = None, last: str = "", extra: str = "") -> str:
    """A page of the paper; `story` makes it a version of another one.

    `last` is the last paragraph of the story, `extra` more markup within its body.
    """
    own = number if story is None else story
    told = paragraphs(own) + ([last] if last else [])
    teasers = "".join(
        f"<li><a href=/n/{number}{n}/>{headline(100 * number + n)}</a></li>" for n in range(5)
    )
    menu = "".join(f"<a href=/r/{n}/>Рубрика {n}</a> " for n in range(9))
    day = number % 28 + 1
    return (
        f"<!doctype html><html lang=ru><head><title>{headline(own)} | Степной листок</title>"
        f"<meta property=og:title content='{headline(own)}'></head><body>"
        f"<div class=top>{menu}</div><div class=page><div class=story id=story-{number}123>"
        f"<h1 class=story-title>{headline(own)}</h1>"
        f"<div class=story-date>{day} мая 2025, 14:05</div>"
        f"<div class=story-text>{''.join(f'<p>{text}</p>' for text in told)}"
        f"<p class=call>{SUBSCRIBE}</p>{extra}"
        f"<div class=more><b>Ещё по теме</b><ul>{teasers}</ul></div></div></div>"
        f"<div class=right><h4>Популярное за неделю</h4><ul>{teasers}</ul></div></div>"
        f"<div class=bottom>© Степной листок, {2000 + number}. Перепечатка с разрешения.</div>"
        f"</body></html>"
    )


def pages(count: int, *, last: str = "") -> list[str]:
    """Pages of different stories."""
    return [page(number, last=last) for number in range(count)]
