"""The documentation as a site: `make docs` builds it, and a broken link ends the build."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parents[1]))

from cleaners.version import __version__

project = "Chistovik"
author = "the Chistovik authors"
release = __version__
language = "en"
smartquotes = False  # two hyphens are an option, not a dash

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
suppress_warnings = ["myst.header"]  # a page that is included begins at its second level

# Docstrings name code between single backticks.
default_role = "code"
autodoc_typehints = "signature"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"Chistovik {release}"
html_show_sourcelink = False
html_static_path: list[str] = []


def setup(app: Sphinx) -> None:
    """What comes from docstrings and help texts, made fit for a page."""
    app.connect("autodoc-process-signature", _leave_out_fields)
    for event in ("description", "epilog"):
        app.connect(f"sphinx-click-process-{event}", _escape_stars)


def _leave_out_fields(
    _app: Sphinx, _what: str, _name: str, documented: object, *_others: object
) -> tuple[str, None] | None:
    """The fields of a value stand in `article.md` and in its description, not in a signature."""
    is_value = isinstance(documented, type) and issubclass(documented, msgspec.Struct)
    return ("", None) if is_value else None


def _escape_stars(_app: Sphinx, _command: object, lines: list[str]) -> None:
    """Help texts are plain text: a star in a pattern of files begins no emphasis."""
    lines[:] = [line.replace("*", r"\*") for line in lines]
