"""From a study's name to its report's file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from observer.analysis.insight import insight
from observer.database.library import Library, open_library
from observer.export.document import Document, save_document
from observer.export.reports.content import Report
from observer.export.reports.leaving_facts import leaving_facts, tracks_of
from observer.export.reports.making import make_report
from observer.export.reports.pictures import MomentPictures
from observer.export.reports.writing import ReportForm, write_html, write_markdown
from observer.intake.insight import find_study, gather
from observer.model.errors import ExportError
from observer.model.identity import slug

_SUFFIXES = {".html": ReportForm.HTML, ".htm": ReportForm.HTML, ".md": ReportForm.MARKDOWN}
_NAMES = {
    ReportForm.HTML: "report.html",
    ReportForm.MARKDOWN: "report.md",
    ReportForm.CIF: "cif.html",
    ReportForm.PDF: "report.pdf",
}


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where it lies, and what could not be put in."""

    path: Path
    form: str
    missing: tuple[str, ...]


def write_report(
    root: Path,
    study: str,
    form: str | None,
    out: Path | None,
    *,
    team_named: bool,
    overwrite: bool,
    today: date,
) -> WrittenReport:
    """Write it, and note that it left. Raises ObserverError."""
    chosen = _form(form, out)
    with open_library(root) as library:
        wanted = find_study(library, study)
        facts, leaving = leaving_facts(library, root, gather(library, wanted))
        with MomentPictures(library, root) as pictures:
            report = make_report(
                insight(facts),
                leaving,
                tracks_of(library, root, facts),
                pictures.of,
                made_on=today,
                team_named=team_named,
            )
        path = out or root / "reports" / f"{slug(wanted.name).lower()}-{_NAMES[chosen]}"
        save_document(Document(_content(report, chosen)), path, overwrite=overwrite)
        _note(library, [session.id for session in facts.sessions], path, chosen)
    return WrittenReport(path, str(chosen), tuple(sorted(pictures.missing.values())))


def _form(form: str | None, out: Path | None) -> ReportForm:
    if form is not None:
        return ReportForm(form)
    if out is None:
        return ReportForm.HTML
    suffix = out.suffix.lower()
    if suffix == ".pdf":
        return ReportForm.PDF
    if suffix not in _SUFFIXES:
        raise ExportError(
            f"“{out.name}” does not say what the report is to be",
            "End its name in .html, .pdf or .md, or say it with --as",
        )
    return _SUFFIXES[suffix]


def _content(report: Report, form: ReportForm) -> bytes:
    if form is ReportForm.MARKDOWN:
        return write_markdown(report)
    return write_html(report, form)


def _note(library: Library, sessions: list[str], path: Path, form: ReportForm) -> None:
    library.note_export(sessions, str(path.absolute()), f"report {form}")
