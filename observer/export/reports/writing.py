"""A report as a file's content: one HTML page that needs nothing else, Markdown, or the format of
ISO/IEC 25062.

Whatever a template puts in goes through `shown` and is escaped; what is markup was made in
`charts.py` of figures alone.
"""

import base64
import hashlib
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from observer.export.reports.cif import cif
from observer.export.reports.content import Report
from observer.export.reports.markdown_text import markdown_text
from observer.export.reports.shown_text import shown


class ReportForm(StrEnum):
    """How a report is written."""

    HTML = "html"
    MARKDOWN = "md"
    CIF = "cif"
    PDF = "pdf"


_TEMPLATES = {ReportForm.HTML: "report.html", ReportForm.CIF: "cif.html"}


def write_html(report: Report, form: ReportForm = ReportForm.HTML) -> bytes:
    """The page of a report; `form` is HTML or CIF."""
    style = _template("report.css")
    page = _pages().get_template(_TEMPLATES[form])
    told = page.render(
        report=report, cif=cif(report.found), style=Markup(style), style_hash=_hash(style)
    )
    return told.encode()


def write_markdown(report: Report) -> bytes:
    """For a wiki; pictures are left out, as a wiki takes them as files of its own."""
    text = _notes().get_template("report.md").render(report=report)
    return text.encode()


@cache
def _pages() -> Environment:
    return _environment(shown, escaped=True)


@cache
def _notes() -> Environment:
    return _environment(markdown_text, escaped=False)


def _environment(finalize: Callable[[object], object], *, escaped: bool) -> Environment:
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=escaped,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _template(name: str) -> str:
    return files("observer.export.reports").joinpath("templates", name).read_text("utf-8")


def _hash(style: str) -> str:
    """What the page's policy knows its one style by; any other is not applied."""
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
