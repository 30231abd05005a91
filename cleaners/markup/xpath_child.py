"""What the worker behind `xpath_process.py` does: it evaluates the XPaths of one page.

A page comes as three kinds of tasks, in this order: the page, an XPath each, and the wish for the
page with marks, in which each element that XPath number n found has the attribute
`data-xpath-match-n`.
"""

from __future__ import annotations

import signal

from lxml import etree
from lxml import html as lxml_html

from cleaners.markup.xpath_tasks import (
    MARK,
    Evaluate,
    Matched,
    ParsePage,
    XPathAnswer,
    XPathTask,
)

_root: list[lxml_html.HtmlElement] = []


def answer(task: XPathTask) -> XPathAnswer:
    """What is wrong with a page (None for a sound one); what an XPath found; the marked page.

    The kernel ends the process when a page has used up its time: neither Python nor lxml could
    stop an XPath that runs. Processor time and not time: a busy machine is no fault of the page.
    """
    if isinstance(task, ParsePage):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, task.seconds)
        return _parse(task.html)
    if isinstance(task, Evaluate):
        return _find(task) if _root else Matched()
    marked = str(lxml_html.tostring(_root[0], encoding="unicode")) if _root else ""
    signal.setitimer(signal.ITIMER_PROF, 0)
    return marked


def _parse(html: str) -> str | None:
    _root.clear()
    try:
        parser = lxml_html.HTMLParser(huge_tree=True)
        _root.append(lxml_html.document_fromstring(html, parser=parser))
    except (etree.LxmlError, ValueError) as error:
        return str(error)
    return None


def _find(task: Evaluate) -> Matched:
    try:
        result = _root[0].xpath(task.xpath)
    except etree.XPathError as error:
        return Matched(problem=str(error))
    nodes = result if isinstance(result, list) else [str(result)]
    # Comments and processing instructions are elements to lxml, and can't carry a mark.
    elements = [node for node in nodes if isinstance(node, etree._Element)]
    for element in elements:
        if isinstance(element.tag, str):
            element.set(f"{MARK}-{task.number}", "")
    return Matched(strings=None if elements else [str(node) for node in nodes])
