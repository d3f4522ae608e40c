"""Chooses what leaves a session: which stretch, as what, with what drawn on it, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from observer.database.library import Library
from observer.export.choices import ClipChoices, ClipFormat, ClipOrder, free_path, with_handles
from observer.export.moment_clips import clip_name, overlays_of
from observer.export.permission import require_sharing
from observer.model.clock import format_ns, ns_to_seconds, seconds_to_ns
from observer.model.errors import ConsentError
from observer.model.span import Span
from observer.ui.buttons import push_button
from observer.ui.combo_box import ComboBox
from observer.ui.export.formats import OFFERED, format_facts, format_hindrance, format_name
from observer.ui.export.making import clip_work
from observer.ui.export.overlay_picks import OverlayPicks
from observer.ui.export.preview import Preview
from observer.ui.export.queue import ExportQueue
from observer.ui.export.stretches import ClipSession, Piece, Stretch
from observer.ui.labels import set_tone, text_label
from observer.ui.review.seconds_field import SecondsField
from observer.ui.theme import CONTROL_HEIGHT, HEADING, SMALL, SPACE

_PREVIEW_PX, _FORM_PX = 416, 600
_LEAD_SECONDS = 2.0  # enough to see what led to the moment
_KEPT = "export/"


class ExportDialog(QDialog):
    """Hands what was chosen to the queue, and closes: the review goes on meanwhile."""

    def __init__(
        self,
        library: Library,
        session: ClipSession,
        offered: Sequence[Stretch],
        queue: ExportQueue,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._session = session
        self._offered = offered
        self._queue = queue
        self._folder = session.folder / "clips"
        self.setWindowTitle(self.tr("Export"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._make_choices()
        self._lay_out()
        self._refuse_without_consent()
        self._choose_stretch()

    # -- making it ---------------------------------------------------------------------

    def _make_choices(self) -> None:
        kept = QSettings()
        self.source = ComboBox()
        self.source.addItems([one.words for one in self._offered])
        self.source.currentIndexChanged.connect(self._choose_stretch)
        self.format = ComboBox()
        for kind in OFFERED:
            self.format.addItem(format_name(kind), kind)
        told = self.format.findData(kept.value(f"{_KEPT}format", ClipFormat.MP4.value))
        self.format.setCurrentIndex(max(0, told))
        self.format.currentIndexChanged.connect(self._choose_format)
        self.lead = SecondsField(self.tr("Seconds before"), _LEAD_SECONDS)
        self.tail = SecondsField(self.tr("Seconds after"), _LEAD_SECONDS)
        for field in (self.lead, self.tail):
            field.value_changed.connect(self._show_facts)
        self.even = QCheckBox(self.tr("Bring voices to one loudness"))
        self.even.setChecked(kept.value(f"{_KEPT}even", defaultValue=True, type=bool) is True)
        self.overlays = OverlayPicks(self._session.manifest, has_camera=self._session.has_camera)
        self.overlays.changed.connect(self._show_facts)
        self.name = QLineEdit()
        self.name.textChanged.connect(self._check)
        self.preview = Preview(_PREVIEW_PX)
        self._length = text_label(weight=600)
        self._facts = text_label(size=SMALL, tone="dim")
        self._where = text_label(size=SMALL, tone="dim", wrap=True)
        self._trouble = text_label(size=SMALL, tone="rec", wrap=True)
        self.go = push_button(self.tr("Export"), role="primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._start)
        self.stop = push_button(self.tr("Cancel"))
        self.stop.clicked.connect(self.reject)
        for widget, name in (
            (self.source, self.tr("What")),
            (self.name, self.tr("File name")),
            (self.format, self.tr("Format")),
        ):
            widget.setAccessibleName(name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addWidget(text_label(self.tr("Export"), size=HEADING, weight=600))
        across = QHBoxLayout()
        across.setSpacing(4 * SPACE)
        across.addLayout(self._make_look())
        across.addWidget(self._make_form())
        column.addLayout(across)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._trouble, 1)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        column.addSpacing(SPACE)
        column.addLayout(row)

    def _make_look(self) -> QVBoxLayout:
        look = QVBoxLayout()
        look.setSpacing(SPACE // 2)
        look.addWidget(self.preview)
        look.addSpacing(SPACE)
        look.addWidget(self._length)
        look.addWidget(self._facts)
        look.addStretch(1)
        return look

    def _make_form(self) -> QWidget:
        holder = QWidget()
        holder.setFixedWidth(_FORM_PX)
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE + 4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_form_label(self.tr("What")), self.source)
        before = text_label(self.tr("before"), size=SMALL, tone="dim")
        after = text_label(self.tr("after"), size=SMALL, tone="dim")
        around = _row(self.lead, before, self.tail, after, stretch=True)
        form.addRow(_form_label(self.tr("Around it")), around)
        form.addRow(_form_label(self.tr("Format")), self.format)
        form.addRow(_form_label(self.tr("Drawn"), 3 * SPACE), self.overlays)
        form.addRow(_form_label(self.tr("Sound"), 3 * SPACE), self.even)
        form.addRow(_form_label(self.tr("Name")), self.name)
        choose = push_button(self.tr("Choose…"), role="quiet")
        choose.setAccessibleName(self.tr("Choose another folder"))
        choose.clicked.connect(self._choose_folder)
        form.addRow(_form_label(self.tr("Where")), _row(self._where, choose))
        return holder

    # -- the choices -------------------------------------------------------------------

    @property
    def stretch(self) -> Stretch:
        """What is chosen."""
        return self._offered[self.source.currentIndex()]

    @property
    def kind(self) -> ClipFormat:
        """The format that is chosen."""
        return ClipFormat(self.format.currentData())

    @property
    def span(self) -> Span:
        """The first stretch that would be exported."""
        return self._span_of(self.stretch.pieces[0])

    @property
    def path(self) -> Path:
        """The first file that would be written."""
        return self.orders()[0].out

    def orders(self) -> list[ClipOrder]:
        """What would be made."""
        orders: list[ClipOrder] = []
        taken = self._queue.taken()
        for piece in self.stretch.pieces:
            span = self._span_of(piece)
            if len(self.stretch.pieces) == 1:
                out = self._folder / self._written_name()
            else:
                out = free_path(self._folder, self._name_of(piece), taken)
            taken.append(out)
            orders.append(ClipOrder(self._session.folder, span, out, self._choices(piece)))
        return orders

    def _span_of(self, piece: Piece) -> Span:
        if self.kind is ClipFormat.PNG:
            time_ns = max(piece.span.start_ns, self._session.first_picture_ns)
            return Span(time_ns, time_ns)
        lead, tail = self.lead.value, self.tail.value
        if not self.stretch.lead:
            lead = tail = 0.0
        duration_ns = self._session.duration_ns
        return with_handles(piece.span, seconds_to_ns(lead), seconds_to_ns(tail), duration_ns)

    def _choices(self, piece: Piece) -> ClipChoices:
        overlays = overlays_of(
            self.overlays.names,
            span=self._span_of(piece),
            participant=self._session.participant,
            moment=piece.moment,
        )
        return ClipChoices(overlays, normalised=self.even.isChecked())

    def _written_name(self) -> str:
        name = self.name.text().strip()
        return name if name.endswith(f".{self.kind}") else f"{name}.{self.kind}"

    def _name_of(self, piece: Piece) -> str:
        session, start_ns = self._session, self._span_of(piece).start_ns
        return clip_name(session.study, session.participant, start_ns, self.kind)

    def _choose_stretch(self) -> None:
        still = self.stretch.still
        if still:
            self.format.setCurrentIndex(self.format.findData(ClipFormat.PNG))
        elif self.kind is ClipFormat.PNG and not self.format.isEnabled():
            self.format.setCurrentIndex(0)
        self.format.setEnabled(not still)
        self._suggest()

    def _choose_format(self) -> None:
        if not self.stretch.still:
            QSettings().setValue(f"{_KEPT}format", self.kind.value)
        self._suggest()

    def _suggest(self) -> None:
        pieces, moves = self.stretch.pieces, self.kind is not ClipFormat.PNG
        for field in (self.lead, self.tail):
            field.setEnabled(self.stretch.lead and moves)
        self.even.setEnabled(self.kind.has_sound)
        self.name.setEnabled(len(pieces) == 1)
        if len(pieces) == 1:
            taken = self._queue.taken()
            self.name.setText(free_path(self._folder, self._name_of(pieces[0]), taken).stem)
            self.name.setCursorPosition(0)
        else:
            self.name.setText(self.tr("By study, participant and time"))
        inside = self._folder == self._session.folder / "clips"
        words = self.tr("The session’s own folder for clips")
        self._where.setText(words if inside else str(self._folder))
        self._show_facts()

    def _show_facts(self) -> None:
        spans = [self._span_of(piece) for piece in self.stretch.pieces]
        total_ns = sum(span.length_ns for span in spans)
        seconds = f"{ns_to_seconds(total_ns):.1f}"
        if self.kind is ClipFormat.PNG:
            words = self.tr("{count} pictures").format(count=len(spans))
            words = words if len(spans) > 1 else format_ns(spans[0].start_ns, millis=True)
        elif len(spans) > 1:
            words = self.tr("{count} clips, {seconds} s together")
            words = words.format(count=len(spans), seconds=seconds)
        else:
            start, end = (format_ns(t, millis=True) for t in (spans[0].start_ns, spans[0].end_ns))
            words = self.tr("{start} to {end}, {seconds} s")
            words = words.format(start=start, end=end, seconds=seconds)
        self._length.setText(words)
        drawn = bool(self.overlays.names)
        self._facts.setText(format_facts(self.kind, self._session, total_ns, drawn=drawn))
        if not self._refused:
            piece = self.stretch.pieces[0]
            time_ns = max(piece.span.start_ns, self._session.first_picture_ns)
            self.preview.ask(self._session.folder, time_ns, self._choices(piece))
        self._check()

    def _check(self) -> None:
        name = self.name.text().strip()
        longest_ns = max(self._span_of(piece).length_ns for piece in self.stretch.pieces)
        trouble = self._refused or format_hindrance(self.kind, longest_ns)
        if not trouble and ("/" in name or "\\" in name or not name):
            trouble = self.tr("Give the file a name without slashes") if name else " "
        if not trouble and len(self.stretch.pieces) == 1:
            taken = self._folder / self._written_name()
            if taken.exists() or taken in self._queue.taken():
                trouble = self.tr("A file of this name is there already: choose another name")
        self._trouble.setText(trouble.strip())
        moves = self.kind is not ClipFormat.PNG
        self.go.setEnabled(not trouble and (longest_ns > 0 or not moves))

    def _refuse_without_consent(self) -> None:
        self._refused = ""
        try:
            require_sharing(self._session.manifest)
        except ConsentError as error:
            self._refused = f"{error.message}. {error.remedy}."
            self.preview.show_words(self.tr("Nothing of this session may leave the library"))
            set_tone(self._trouble, "rec")

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Where to put it"), str(self._folder.parent)
        )
        if chosen:
            self._folder = Path(chosen)
            self._suggest()

    def _start(self) -> None:
        QSettings().setValue(f"{_KEPT}even", self.even.isChecked())
        for order in self.orders():
            work = clip_work(self._library, self._session.id, order)
            self._queue.add(order.out.name, order.out, work)
        self.accept()


def _form_label(text: str, height: int = CONTROL_HEIGHT) -> QLabel:
    label = text_label(text, tone="dim")
    label.setFixedHeight(height)  # in line with the text of the control beside it
    return label


def _row(*widgets: QWidget, stretch: bool = False) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 0 if stretch or number else 1)
    if stretch:
        row.addStretch(1)
    return holder
