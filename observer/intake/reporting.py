"""From a study to its report's file: gathered, made fit to leave, told, written, and noted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from observer.analysis.insight import insight
from observer.database.library import Library
from observer.export.document import Document, save_document
from observer.export.reports.clips import MomentClips, ReportClip
from observer.export.reports.content import Report
from observer.export.reports.evidence import MOST_PICTURES
from observer.export.reports.leaving_facts import leaving_facts, tracks_of
from observer.export.reports.making import make_report
from observer.export.reports.paper import print_pdf
from observer.export.reports.pictures import MomentPictures, ReportPicture
from observer.export.reports.writing import ReportForm, write_html, write_markdown
from observer.intake.effort import measure_efforts
from observer.intake.insight import gather
from observer.model.annotation import Annotation
from observer.model.errors import Cancelled
from observer.model.identity import slug
from observer.model.study import Study

_NAMES = {
    ReportForm.HTML: "report.html",
    ReportForm.MARKDOWN: "report.md",
    ReportForm.CIF: "cif.html",
    ReportForm.PDF: "report.pdf",
}
_PICTURED = (ReportForm.HTML, ReportForm.PDF)


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where it lies, and in plain sentences what could not be put in."""

    path: Path
    form: ReportForm
    missing: tuple[str, ...]


def write_report(
    library: Library,
    study: Study,
    form: ReportForm,
    *,
    today: date,
    out: Path | None = None,
    team_named: bool = False,
    with_clips: bool = False,
    overwrite: bool = False,
    progress: Callable[[float], None] = lambda _part: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> WrittenReport:
    """Write a study's report, in the library's `reports` folder unless told where.

    A page can carry its findings' clips: small ones inside, others in a folder beside it.

    Raises ExportError, LibraryError, SessionDamaged, or Cancelled where `cancelled` turned true.
    """
    path = out or library.folder / "reports" / report_name(study, form)
    measure_efforts(library, library.folder, study.id, cancelled=cancelled)
    facts, leaving = leaving_facts(library, library.folder, gather(library, study))
    beside = path.with_name(f"{path.stem}-clips")
    with (
        MomentPictures(library, library.folder) as pictures,
        MomentClips(library, beside, cancelled) as clips,
    ):
        taken = 0

        def camera(moment: Annotation) -> ReportPicture | None:
            nonlocal taken
            if cancelled():
                raise Cancelled("The report was stopped", "Nothing is written")
            taken += 1
            progress(min(1.0, taken / MOST_PICTURES))
            return pictures.of(moment) if form in _PICTURED else None

        def cutter(moment: Annotation) -> ReportClip | None:
            return clips.of(moment) if with_clips and form is ReportForm.HTML else None

        report = make_report(
            insight(facts),
            leaving,
            tracks_of(library, library.folder, facts),
            camera,
            cutter,
            made_on=today,
            team_named=team_named,
        )
    save_document(Document(_content(report, form)), path, overwrite=overwrite)
    library.note_export(
        [session.id for session in facts.sessions], str(path.absolute()), f"report {form}"
    )
    return WrittenReport(
        path, form, tuple(sorted({*pictures.missing.values(), *clips.missing.values()}))
    )


def report_name(study: Study, form: ReportForm) -> str:
    """`checkout-report.html`: what a study's report is called unless somebody says otherwise."""
    return f"{slug(study.name).lower()}-{_NAMES[form]}"


def _content(report: Report, form: ReportForm) -> bytes:
    if form is ReportForm.MARKDOWN:
        return write_markdown(report)
    if form is ReportForm.PDF:
        return print_pdf(write_html(report, ReportForm.HTML))
    return write_html(report, form)
