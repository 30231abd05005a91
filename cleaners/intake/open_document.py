"""Bytes, text or a ready document → `Document`."""

from __future__ import annotations

from cleaners.document import Document, DocumentKind
from cleaners.errors import DumpError
from cleaners.intake.decode import decode_page
from cleaners.intake.markup_limits import check_characters, check_markup
from cleaners.intake.sniff import sniff_kind
from cleaners.reading.fold import drop_unreadable


def open_document(
    data: bytes | str | Document,
    url: str | None = None,
    *,
    content_type: str | None = None,
    downloaded: str | None = None,
    source: str | None = None,
) -> Document:
    """A document within the limits; HTML and plain text are told apart by what stands in them.

    Raises `DumpError` for what is no text or empty, `LimitError` for what is too large.

    >>> open_document("<!doctype html><title>Хроника</title>".encode()).kind.value
    'html'
    >>> open_document("   ")
    Traceback (most recent call last):
    cleaners.errors.DumpError: empty: there is no text to clean
    """
    # A lone surrogate in a name would only show when the article is written.
    url, source = drop_unreadable(url or ""), drop_unreadable(source or "")
    if isinstance(data, Document):
        document = data
    elif isinstance(data, bytes):
        text, exact_utf8 = decode_page(data, content_type)
        kind = sniff_kind(text)
        encoded = data if exact_utf8 and kind is DocumentKind.HTML else None
        document = Document(text, kind, url or None, source or None, downloaded, encoded)
    else:
        document = Document(data, sniff_kind(data), url or None, source or None, downloaded)
    if not document.text or document.text.isspace():
        raise DumpError("empty: there is no text to clean")
    check_characters(document.text)
    if document.kind is DocumentKind.HTML:
        check_markup(document.text, document.encoded)
    return document
