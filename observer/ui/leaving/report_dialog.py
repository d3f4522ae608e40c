"""Writes a study's report, and shows it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from observer.database.library import Library
from observer.export.reports.writing import ReportForm
from observer.intake.reporting import WrittenReport, report_name, write_report
from observer.ui.background import Progress
from observer.ui.combo_box import ComboBox
from observer.ui.labels import text_label
from observer.ui.leaving.choice_row import ChoiceRows
from observer.ui.leaving.dialog import LeavingDialog, form_label
from observer.ui.leaving.outcome import tell_written
from observer.ui.leaving.place_field import PlaceField
from observer.ui.leaving.scope import Scope
from observer.ui.theme import SMALL, SPACE

_FORM_PX = 568
_KEPT = "leaving/report"


class ReportDialog(LeavingDialog):
    """Closes when the report is there, and opens it."""

    def __init__(self, library: Library, scopes: Sequence[Scope], parent: QWidget) -> None:
        """`scopes` are whole studies."""
        super().__init__(self.tr("Report"), self.tr("Write the report"), parent)
        self._library = library
        self._studies = [scope.study for scope in scopes if scope.study is not None]
        kept = QSettings()
        self.study = ComboBox()
        self.study.setAccessibleName(self.tr("Study"))
        self.study.addItems([scope.words for scope in scopes if scope.study is not None])
        self.study.currentIndexChanged.connect(self._suggest)
        self.form = ChoiceRows(self.tr("Format"))
        self.form.offer(self._forms(), str(kept.value(f"{_KEPT}/form", "")))
        self.form.changed.connect(self._suggest)
        self.clips = QCheckBox(self.tr("With clips of what was found"))
        self.team = QCheckBox(self.tr("Name who of the team watched"))
        self.team.setChecked(kept.value(f"{_KEPT}/team", defaultValue=False, type=bool) is True)
        self.shown = QCheckBox(self.tr("Open it when it is written"))
        self.shown.setChecked(kept.value(f"{_KEPT}/shown", defaultValue=True, type=bool) is True)
        self.place = PlaceField(Path.home())
        self.place.changed.connect(self._check)
        self._lay_out()
        self._suggest()
        self.go.clicked.connect(self._start)

    def _forms(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (ReportForm.HTML, self.tr("Page"), self.tr("One HTML file for any browser and mail")),
            (ReportForm.PDF, self.tr("PDF"), self.tr("The same on paper, to print and to file")),
            (ReportForm.MARKDOWN, self.tr("Markdown"), self.tr("Words and tables for a wiki")),
            (
                ReportForm.CIF,
                self.tr("Common Industry Format"),
                self.tr("As ISO/IEC 25062 orders it, for those who ask for it"),
            ),
        )

    def _lay_out(self) -> None:
        self.body.setFixedWidth(_FORM_PX)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE + 4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(form_label(self.tr("Study")), self.study)
        form.addRow(form_label(self.tr("Format")), self.form)
        options = QWidget()
        below = QVBoxLayout(options)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(SPACE // 2)
        for box in (self.clips, self.team, self.shown):
            below.addWidget(box)
        form.addRow(form_label(self.tr("Options")), options)
        form.addRow(form_label(self.tr("File")), self.place)
        column.addLayout(form)
        words = self.tr(
            "Participants appear by their code alone. Pictures and clips are of those who agreed"
            " to be shown, with what is covered left out."
        )
        column.addWidget(text_label(words, size=SMALL, tone="dim", wrap=True))

    @property
    def kind(self) -> ReportForm:
        """How it is written."""
        return ReportForm(self.form.chosen)

    def _suggest(self) -> None:
        self.clips.setEnabled(self.kind is ReportForm.HTML)
        self.clips.setToolTip(
            "" if self.kind is ReportForm.HTML else self.tr("A page alone can hold clips")
        )
        if self._studies:
            self.place.suggest(report_name(self._studies[self.study.currentIndex()], self.kind))
        self._check()

    def _check(self) -> None:
        self.trouble.setText(self.place.trouble)
        self.go.setEnabled(not self.place.trouble and not self.at_work and bool(self._studies))

    def _start(self) -> None:
        kept = QSettings()
        kept.setValue(f"{_KEPT}/form", self.kind.value)
        kept.setValue(f"{_KEPT}/team", self.team.isChecked())
        kept.setValue(f"{_KEPT}/shown", self.shown.isChecked())
        library, form, out = self._library, self.kind, self.place.path
        study = self._studies[self.study.currentIndex()]
        team_named = self.team.isChecked()
        with_clips = self.clips.isEnabled() and self.clips.isChecked()

        def work(progress: Progress) -> WrittenReport:
            return write_report(
                library,
                study,
                form,
                today=date.today(),  # noqa: DTZ011  # the reader's calendar, as on any letter
                out=out,
                team_named=team_named,
                with_clips=with_clips,
                progress=progress,
                cancelled=progress.cancelled,
            )

        self.begin(work, self._finish)

    def _finish(self, written: WrittenReport) -> None:
        shown = self.shown.isChecked()
        self.accept()
        told = [self.tr("Pictures and clips: {why}").format(why=why) for why in written.missing]
        tell_written(self.owner, [written.path], told)
        if shown:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(written.path)))
