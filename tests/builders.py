"""Small pages, block by block, and short ways to read what was decided about them."""

from __future__ import annotations

import msgspec

from cleaners.block import NO_ZONE, Block, Kind
from cleaners.decision import Decision, Judgement, Reason
from cleaners.judge.judge import judge
from cleaners.labels import load_lexicon
from cleaners.page import Page

LEXICON = load_lexicon()

# Sentences that are prose wherever they stand, and headlines that are none.
PROSE = (
    "Новый мост через Ишим открыли в среду утром, и первыми по нему проехали автобусы.",
    "Строители работали на переправе два года, хотя сначала надеялись управиться за один.",
    "Движение по старой переправе закроют осенью, а её опоры разберут до первого льда.",
    "Акимат обещает, что дорога от вокзала до нового района займёт вдвое меньше времени.",
)
TEASERS = (
    "Стартует купальный сезон",
    "Наследие Ходжи Ахмеда Ясауи",
    "Крупные города уходят под воду",
    "Бесценное богатство из отходов",
    "Аэропорт Уральска увеличивает число рейсов",
    "Ждать ли земледельцам нашествия саранчи?",
)


def line(
    text: str, kind: Kind = Kind.PARAGRAPH, *, level: int = 0, zone: int = NO_ZONE, url: str = ""
) -> Block:
    """One block; its place on the page comes later."""
    return Block(0, text, kind, zone=zone, level=level, url=url)


def item(text: str) -> Block:
    """One item of a list."""
    return line(text, Kind.LIST_ITEM)


def heading(text: str, level: int = 2) -> Block:
    """A subheading."""
    return line(text, Kind.HEADING, level=level)


def link(text: str, zone: int = NO_ZONE) -> Block:
    """A block that is a link and nothing else."""
    return Block(0, text, Kind.PARAGRAPH, link_chars=len(text), zone=zone)


def picture(url: str = "https://a.kz/a.jpg") -> Block:
    """A picture."""
    return line("", Kind.PICTURE, url=url)


def make_page(*lines: Block | str) -> Page:
    """A page of these blocks in this order; an empty string is a blank line."""
    blocks: list[Block] = []
    gap = 0
    for given in lines:
        if given == "":
            gap += 1
            continue
        block = line(given) if isinstance(given, str) else given
        blocks.append(msgspec.structs.replace(block, index=len(blocks), gap=gap))
        gap = 0
    return Page(tuple(blocks))


def apart(*lines: Block | str) -> tuple[Block | str, ...]:
    """The same lines with a blank line above each."""
    return tuple(part for given in lines for part in ("", given))


def judged(page: Page) -> Judgement:
    """All that the judge says."""
    return judge(page, LEXICON)


def decide(page: Page) -> tuple[Decision, ...]:
    """The judge's decisions."""
    return judged(page).decisions


def reasons(page: Page) -> dict[str, Reason]:
    """The reason of each block, by its text."""
    return {decision.block.text: decision.reason for decision in decide(page)}


def rules(page: Page) -> dict[str, str]:
    """The rule that spoke about each block, by its text."""
    return {decision.block.text: decision.rule for decision in decide(page)}


def kept(page: Page) -> list[str]:
    """The texts of the story."""
    return [decision.block.text for decision in decide(page) if decision.kept]
