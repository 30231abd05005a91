"""Scraps of markup in a dump, read as what they mean: HTML, Markdown, BBCode, character references.

Only what is surely markup is touched: known tags, references with their semicolon, addresses in
brackets behind a text. Every pattern takes linear time.
"""

from __future__ import annotations

import html
import re

_BLOCKS = (
    "address|article|aside|blockquote|br|center|dd|div|dl|dt|figcaption|figure|footer|form|header|hr|"
    "main|nav|ol|p|pre|section|table|tbody|thead|tr|ul"
)
_INLINE = (
    "a|abbr|b|big|button|cite|code|del|em|embed|font|i|iframe|img|input|ins|label|mark|nobr|noindex|"
    "picture|s|small|source|span|strike|strong|sub|sup|time|tt|u|video|wbr"
)
_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_COMMENT = re.compile(r"<!--(?:[^<>-]|-(?!->)|[<>](?!!--))*-->")
_UNREAD = re.compile(r"<(?P<tag>script|style|noscript)\b[^<>]*>[^<]*</(?P=tag)\s*>", re.IGNORECASE)
_HEADING = re.compile(r"<h([1-6])\b[^<>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_BREAK = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]*>|</(?:h[1-6]|li)\s*>", re.IGNORECASE)
_NONE = re.compile(rf"</?(?:{_INLINE})\b[^<>]*>|<t[dh]\b[^<>]*>", re.IGNORECASE)

_TARGET = r"\((?:[^()\s]|\([^()\s]*\))*+(?:\s\"[^\"\n]*\")?\)"
_MARKDOWN_PICTURE = re.compile(rf"!\[[^\[\]\n]*+\]{_TARGET}")
_MARKDOWN_LINK = re.compile(rf"\[([^\[\]\n]*+)\]{_TARGET}")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]+)(?<=\S)\1")

_BB_TAGS = "b|i|u|s|url|quote|size|color|font|center|left|right|spoiler|h[1-6]"
_BB_PICTURE = re.compile(r"\[(img|video|youtube|media)(?:=[^\[\]\n]*)?\][^\[\]\n]*\[/\1\]", re.I)
_BB_ITEM = re.compile(r"\[(?:\*|li)\]", re.IGNORECASE)
_BB_LIST = re.compile(r"\[/?(?:list|ul|ol)(?:=[^\[\]\n]*)?\]|\[/li\]", re.IGNORECASE)
_BB_TAG = re.compile(rf"\[/?(?:{_BB_TAGS})(?:=[^\[\]\n]*)?\]", re.IGNORECASE)
_BB_END = re.compile(rf"\[/(?:{_BB_TAGS}|img|video|youtube|media|list|li)\]", re.IGNORECASE)


def read_scraps(text: str) -> str:
    r"""The text without scraps of markup; what ended a paragraph ends a line.

    >>> read_scraps('<p>Мост&nbsp;<b>открыт</b></p>').strip()
    'Мост\xa0открыт'
    >>> read_scraps("[Мост](https://a.kz/1) [b]открыт[/b], 3 < 5 [[year]]")
    'Мост открыт, 3 < 5 [[year]]'
    """
    if "<" in text:
        text = _read_html(text)
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", _MARKDOWN_PICTURE.sub("", text))
    if "**" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
    if "[/" in text and _BB_END.search(text):
        text = _read_bbcode(text)
    return _REFERENCE.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def _read_html(text: str) -> str:
    text = _UNREAD.sub("\n", _COMMENT.sub("", text))
    text = _HEADING.sub(lambda match: f"\n{'#' * int(match[1])} ", text)
    text = _CELL.sub("\t", _ITEM.sub("\n• ", text))
    return _NONE.sub("", _BREAK.sub("\n", text))


def _read_bbcode(text: str) -> str:
    text = _BB_ITEM.sub("\n• ", _BB_PICTURE.sub("", text))
    return _BB_TAG.sub("", _BB_LIST.sub("\n", text))
