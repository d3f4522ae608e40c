"""Exports a clip: which stretch, under which name, how far it is, where it went."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from observer.export.clip import ClipReport, export_clip
from observer.model.clock import format_ns, ns_to_seconds
from observer.model.errors import Cancelled
from observer.model.span import Span
from observer.ui.background import Progress, Task, run
from observer.ui.banner import show_error
from observer.ui.buttons import push_button
from observer.ui.labels import set_tone, text_label
from observer.ui.review.clip_plan import FORMATS, LEAD_SECONDS, clip_name, clip_span, free_path
from observer.ui.review.seconds_field import SecondsField
from observer.ui.theme import CONTROL_HEIGHT, HEADING, SMALL, SPACE

_WIDTH_PX = 560


@dataclass(frozen=True, slots=True)
class ClipSource:
    """A stretch that can be exported; `lead` says whether it wants room around it."""

    words: str
    span: Span
    lead: bool


@dataclass(frozen=True, slots=True)
class ClipSession:
    """The session clips are taken from."""

    folder: Path
    study: str
    participant: str
    duration_ns: int


class ExportDialog(QDialog):
    """First the choices, then the progress, then the file."""

    exported = Signal(object)  # ClipReport

    def __init__(self, session: ClipSession, sources: list[ClipSource], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._sources = sources
        self._task: Task | None = None
        self._report: ClipReport | None = None
        self._folder = session.folder / "clips"
        self.setWindowTitle(self.tr("Export a clip"))
        self.setModal(True)
        self.setFixedWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_choices()
        self._make_buttons()
        self._lay_out()
        self._suggest()

    # -- making it ---------------------------------------------------------------------

    def _make_choices(self) -> None:
        self.source = QComboBox()
        self.source.addItems([source.words for source in self._sources])
        self.source.currentIndexChanged.connect(self._suggest)
        self.lead = SecondsField(self.tr("Seconds before"), LEAD_SECONDS)
        self.tail = SecondsField(self.tr("Seconds after"), LEAD_SECONDS)
        for field in (self.lead, self.tail):
            field.value_changed.connect(self._show_length)
        self._length = text_label(size=SMALL, tone="dim")
        self.name = QLineEdit()
        self.name.textChanged.connect(self._check)
        self.format = QComboBox()
        self.format.addItem(self.tr("MP4"), FORMATS[0])
        self.format.addItem(self.tr("Matroska"), FORMATS[1])
        self.format.currentIndexChanged.connect(self._change_format)
        self._where = text_label(size=SMALL, tone="dim", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the export"))
        self._result = text_label(size=SMALL, wrap=True)
        for widget, name in (
            (self.source, self.tr("Stretch")),
            (self.name, self.tr("File name")),
            (self.format, self.tr("Format")),
        ):
            widget.setAccessibleName(name)

    def _make_buttons(self) -> None:
        self.go = push_button(self.tr("Export"), role="primary")
        self.go.clicked.connect(self._start)
        self.stop = push_button(self.tr("Cancel"))
        self.stop.clicked.connect(self.reject)
        self.show_in_folder = push_button(self.tr("Show in folder"), icon_name="folder")
        self.show_in_folder.clicked.connect(lambda: self._open_outside(folder=True))
        self.open_file = push_button(self.tr("Open"), icon_name="play")
        self.open_file.clicked.connect(lambda: self._open_outside(folder=False))
        for button in (self.show_in_folder, self.open_file):
            button.hide()
        self.go.setDefault(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(text_label(self.tr("Export a clip"), size=HEADING, weight=600))
        self._form = QWidget()
        form = QFormLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE + 4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(_form_label(self.tr("Stretch")), self.source)
        form.addRow(_form_label(self.tr("Around it")), self._make_lead_row())
        form.addRow("", self._length)
        form.addRow(_form_label(self.tr("Name")), self._make_name_row())
        form.addRow("", self._make_where_row())
        column.addWidget(self._form)
        column.addWidget(self._make_outcome())
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.show_in_folder)
        row.addWidget(self.open_file)
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        column.addLayout(row)

    def _make_lead_row(self) -> QWidget:
        return _row(
            self.lead,
            text_label(self.tr("before"), size=SMALL, tone="dim"),
            self.tail,
            text_label(self.tr("after"), size=SMALL, tone="dim"),
        )

    def _make_name_row(self) -> QWidget:
        self.format.setFixedWidth(120)
        return _row(self.name, self.format, stretch=False)

    def _make_where_row(self) -> QWidget:
        choose = push_button(self.tr("Choose…"), role="quiet")
        choose.setAccessibleName(self.tr("Choose another folder"))
        choose.clicked.connect(self._choose_folder)
        return _row(self._where, choose, stretch=False)

    def _make_outcome(self) -> QWidget:
        self._outcome = QStackedWidget()
        self._outcome.addWidget(QWidget())
        self._outcome.addWidget(self._bar)
        self._outcome.addWidget(self._result)
        self._outcome.setFixedHeight(4 * SPACE)
        return self._outcome

    # -- the choices -------------------------------------------------------------------

    @property
    def span(self) -> Span:
        """The stretch that would be exported."""
        source = self._sources[self.source.currentIndex()]
        lead = self.lead.value if source.lead else 0.0
        tail = self.tail.value if source.lead else 0.0
        return clip_span(source.span, lead, tail, self._session.duration_ns)

    @property
    def path(self) -> Path:
        """The file that would be written."""
        name = self.name.text().strip()
        return self._folder / (name if Path(name).suffix in FORMATS else name + self._suffix())

    def _suffix(self) -> str:
        return str(self.format.currentData())

    def _suggest(self) -> None:
        source = self._sources[self.source.currentIndex()]
        self.lead.setEnabled(source.lead)
        self.tail.setEnabled(source.lead)
        session = self._session
        name = clip_name(session.study, session.participant, source.span.start_ns, self._suffix())
        self.name.setText(free_path(self._folder, name).name)
        self.name.setCursorPosition(0)
        self._where.setText(self._folder_words())
        self._show_length()

    def _folder_words(self) -> str:
        if self._folder == self._session.folder / "clips":
            return self.tr("In the session’s own folder for clips")
        return self.tr("In {folder}").format(folder=self._folder)

    def _show_length(self) -> None:
        span = self.span
        self._length.setText(
            self.tr("{start} to {end}, {seconds} s long").format(
                start=format_ns(span.start_ns, millis=True),
                end=format_ns(span.end_ns, millis=True),
                seconds=f"{ns_to_seconds(span.length_ns):.1f}",
            )
        )
        self._check()

    def _check(self) -> None:
        name = self.name.text().strip()
        usable = bool(name) and "/" not in name and "\\" not in name
        self.go.setEnabled(self._task is None and usable and self.span.length_ns > 0)

    def _change_format(self) -> None:
        self.name.setText(Path(self.name.text()).with_suffix(self._suffix()).name)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Where to put the clip"), str(self._session.folder)
        )
        if chosen:
            self._folder = Path(chosen)
            self._suggest()

    # -- the work ----------------------------------------------------------------------

    def _start(self) -> None:
        folder, span, path = self._session.folder, self.span, self.path

        def work(progress: Progress) -> ClipReport:
            return export_clip(folder, span, path, progress, progress.cancelled)

        self._form.setEnabled(False)
        self.go.setEnabled(False)
        self._bar.setValue(0)
        self._outcome.setCurrentWidget(self._bar)
        self._task = run(self, work, self._finish, self._fail, self._show_progress)

    def _show_progress(self, fraction: float) -> None:
        self._bar.setValue(round(fraction * 1000))

    def _finish(self, report: ClipReport) -> None:
        self._task = None
        self._report = report
        words = self.tr("Saved {name}: {seconds} s, {frames} pictures").format(
            name=report.path.name, seconds=f"{report.seconds:.1f}", frames=report.frames
        )
        self._show_result(words, "ok")
        self.go.hide()
        self.stop.setText(self.tr("Close"))
        self.show_in_folder.show()
        self.open_file.show()
        self.open_file.setFocus()
        self.exported.emit(report)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self._form.setEnabled(True)
        self.stop.setEnabled(True)
        if isinstance(error, Cancelled):
            self._show_result(self.tr("Stopped; nothing was written"), "dim")
        else:
            self._outcome.setCurrentIndex(0)
            show_error(self, error)
        self._check()

    def _show_result(self, words: str, tone: str) -> None:
        self._result.setText(words)
        set_tone(self._result, tone)
        self._outcome.setCurrentWidget(self._result)

    def reject(self) -> None:
        """While it works, stop the work; else close."""
        if self._task is not None:
            self.stop.setEnabled(False)
            self._task.cancel()
            return
        super().reject()

    def _open_outside(self, *, folder: bool) -> None:
        if self._report is not None:
            path = self._report.path
            target = path.parent if folder else path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))


def _form_label(text: str) -> QLabel:
    label = text_label(text)
    label.setFixedHeight(CONTROL_HEIGHT)  # in line with the text of the control beside it
    return label


def _row(*widgets: QWidget, stretch: bool = True) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 0 if stretch or number else 1)
    if stretch:
        row.addStretch(1)
    return holder
