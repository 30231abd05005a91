"""Files of fivefilters/ftr-site-config: `host.txt`, a directive a line.

The format is described at https://help.fivefilters.org/full-text-rss/site-patterns.html; what the
collection holds goes beyond it now and then.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from cleaners.sites.profile import SUBDOMAINS

SUFFIX = ".txt"

_DIRECTIVE = re.compile(r"[A-Za-z_]+")
# The argument of `directive(argument): value` is a piece of markup and may hold brackets and
# colons: it ends at the first bracket that a colon follows.
_ARGUMENT_END = re.compile(r"\)\s*:")

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_LONGEST_NAME = 255  # bytes of a file name on most file systems
# Rules for pages with a certain mark, whatever their host.
_FINGERPRINT = "fingerprint."


class Rule(msgspec.Struct, frozen=True):
    """A line of a file that is neither empty nor a comment; numbers count from 1.

    A line in another form than `directive: value` has an empty directive.
    """

    number: int
    text: str
    directive: str = ""
    value: str = ""


def read_rules(text: str) -> list[Rule]:
    r"""All rules in the order of the file.

    >>> read_rules("# a comment\n\nauthor://a[@rel='author']\nreplace_string(<b>): <i>")[0]
    Rule(number=3, text="author://a[@rel='author']", directive='author', value="//a[@rel='author']")
    """
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), start=1))
    return [_read_rule(number, line) for number, line in lines if line and line[0] != "#"]


def _read_rule(number: int, line: str) -> Rule:
    name = _DIRECTIVE.match(line)
    value = _value_behind(line[name.end() :].lstrip()) if name else None
    if name is None or value is None:
        return Rule(number=number, text=line)
    return Rule(number=number, text=line, directive=name[0].lower(), value=value)


def _value_behind(rest: str) -> str | None:
    """The value behind the colon, and behind an argument where there is one; None for no value."""
    if rest.startswith("("):
        end = _ARGUMENT_END.search(rest)
        return rest[end.end() :].lstrip() if end else None
    return rest[1:].lstrip() if rest.startswith(":") else None


def host_of_file(name: str) -> str | None:
    """The host that a file is for; with `*.` in front for all subdomains, None for no host.

    >>> host_of_file("www.example.com.txt"), host_of_file(".example.com.txt")
    ('example.com', '*.example.com')
    >>> host_of_file("global.txt"), host_of_file("fingerprint.wordpress.com.txt")
    (None, None)
    """
    stem = name[:_LONGEST_NAME].removesuffix(SUFFIX).lower()
    host = stem.removeprefix(".").removeprefix("www.")
    if host.startswith(_FINGERPRINT) or not _HOST.fullmatch(host):
        return None
    return SUBDOMAINS + host if stem.startswith(".") else host


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a folder by name, hidden ones too: they are for all subdomains."""
    return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
