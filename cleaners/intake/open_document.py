"""Bytes, text or a ready document → `Document`."""

from __future__ import annotations

import msgspec

from cleaners.document import Document, DocumentKind
from cleaners.errors import DumpError
from cleaners.intake.call_arguments import as_content
from cleaners.intake.decode import decode_page
from cleaners.intake.markup_limits import check_markup
from cleaners.intake.mojibake import repair
from cleaners.intake.signatures import sniff_kind
from cleaners.limits import DEFAULT_LIMITS, Limits
from cleaners.reading.fold import drop_unreadable

_LINE_ENDS = "\n\r\f\x85\u2028\u2029"


def open_document(
    data: bytes | bytearray | memoryview | str | Document,
    url: str | None = None,
    *,
    content_type: str | None = None,
    downloaded: str | None = None,
    source: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """A document within the limits; HTML and plain text are told apart by what stands in them.

    `url`, `source` and `downloaded` take the place of those of a `Document`. Raises `DumpError` for
    what is no text or empty, `LimitError` for what is too large, `InvalidTypeError` for other data.

    >>> open_document("<!doctype html><title>Хроника</title>".encode()).kind.value
    'html'
    >>> open_document("   ")
    Traceback (most recent call last):
    cleaners.errors.DumpError: empty: there is no text to clean
    """
    content = as_content(data)
    if isinstance(content, Document):
        document = content
    elif isinstance(content, bytes):
        document = _decode(content, content_type, limits)
    else:
        limits.check("max_characters", len(content), "characters")
        text = repair(content)
        document = Document(text=text, kind=sniff_kind(text))
    facts = {"url": url, "source": source, "downloaded": downloaded}
    # A lone surrogate in a name would only show when the article is written.
    given = {name: drop_unreadable(text) for name, text in facts.items() if text}
    document = msgspec.structs.replace(document, **given)
    _check(document, limits)
    return document


def _decode(data: bytes, content_type: str | None, limits: Limits) -> Document:
    limits.check("max_bytes", len(data), "bytes")
    decoded = decode_page(data, content_type)
    text = repair(decoded.text)
    kind = sniff_kind(text)
    is_exact = decoded.exact_utf8 and text is decoded.text
    encoded = data if is_exact and kind is DocumentKind.HTML else None
    return Document(text=text, kind=kind, encoded=encoded)


def _check(document: Document, limits: Limits) -> None:
    if not document.text or document.text.isspace():
        raise DumpError("empty: there is no text to clean")
    limits.check("max_characters", len(document.text), "characters")
    if document.kind is DocumentKind.HTML:
        check_markup(document.text, document.encoded, limits)
    else:
        ends = sum(map(document.text.count, _LINE_ENDS)) - document.text.count("\r\n")
        limits.check("max_lines", ends + 1, "lines")
