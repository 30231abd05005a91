"""The other end of `xpath_process.py`: evaluates the XPaths of one page after the other.

A line of JSON comes in: `[page, [xpath, ...], seconds]`. A line goes out for the parsed page (null,
or what is wrong with it), one for each XPath (null for elements, a list for strings, a string for
what is wrong with it), and one with the page, in which each element that XPath number n found
carries the attribute `data-xpath-match-n`.
"""

from __future__ import annotations

import signal
import sys

import msgspec
from lxml import etree
from lxml import html as lxml_html

from cleaners.markup.xpath_process import MARK


def main() -> None:
    """Answer until there is nothing more to read.

    The kernel ends the process when a page has used up its time: neither Python nor lxml could
    stop an XPath that runs. Processor time and not time: a busy machine is no fault of the page.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for line in sys.stdin.buffer:
        html, xpaths, seconds = msgspec.json.decode(line)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        _answer(html, xpaths)
        signal.setitimer(signal.ITIMER_PROF, 0)


def _answer(html: str, xpaths: list[str]) -> None:
    try:
        parser = lxml_html.HTMLParser(huge_tree=True)
        root = lxml_html.document_fromstring(html, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        _say(str(error))
        return
    _say(None)
    for number, xpath in enumerate(xpaths):
        _say(_find(root, xpath, f"{MARK}-{number}"))
    _say(str(lxml_html.tostring(root, encoding="unicode")))


def _find(root: lxml_html.HtmlElement, xpath: str, mark: str) -> list[str] | str | None:
    try:
        result = root.xpath(xpath)
    except etree.XPathError as error:
        return str(error)
    nodes = result if isinstance(result, list) else [str(result)]
    # Comments and processing instructions are elements to lxml, and can't carry a mark.
    elements = [node for node in nodes if isinstance(node, etree._Element)]
    for element in elements:
        if isinstance(element.tag, str):
            element.set(mark, "")
    return None if elements else [str(node) for node in nodes]


def _say(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
